package olivo.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.opencl.FoundDevice;
import olivo.device.opencl.OpenClDevice;
import olivo.device.opencl.OpenClPlatforms;

/** Finds devices by their names. */
final class Devices {
  static final String ACCEPTED =
      "auto (the same as jvm), jvm, opencl (the first, graphics processors first) or opencl:<platform>.<index>";

  private static final String OPENCL = "opencl";

  private Devices() {}

  /** The device of a name as {@code --device} takes it. */
  static Device open(String name) {
    if (name.equals("auto") || name.equals(JvmDevice.NAME)) {
      return new JvmDevice();
    }
    if (!name.equals(OPENCL) && !name.startsWith(OPENCL + ":")) {
      throw new InputException(
          "--device " + name + ": there is no such device; accepted are " + ACCEPTED);
    }
    OpenClPlatforms.Inventory inventory = OpenClPlatforms.inventory();
    FoundDevice found =
        inventory.devices().stream()
            .filter(device -> name.equals(OPENCL) || device.name().equals(name))
            .min(Comparator.comparing(device -> device.kind() == FoundDevice.Kind.GPU ? 0 : 1))
            .orElseThrow(() -> new InputException("--device " + name + ": " + whyNot(inventory)));
    return new OpenClDevice(found);
  }

  private static String whyNot(OpenClPlatforms.Inventory inventory) {
    List<String> reasons = new ArrayList<>();
    reasons.add("there is no such device");
    if (!inventory.devices().isEmpty()) {
      reasons.add(
          "there are "
              + String.join(", ", inventory.devices().stream().map(FoundDevice::name).toList()));
    }
    inventory.trouble().ifPresent(reasons::add);
    return String.join("; ", reasons);
  }
}
