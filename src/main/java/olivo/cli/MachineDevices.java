package olivo.cli;

import java.util.List;
import java.util.Optional;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.opencl.FoundDevice;
import olivo.device.opencl.OpenClDevice;
import olivo.device.opencl.OpenClPlatforms;
import olivo.plan.DeviceOffer;
import olivo.plan.Offers;

/** The devices of this machine. */
final class MachineDevices implements Offers {
  @Override
  public DeviceOffer builtIn() {
    try (Device device = new JvmDevice()) {
      return new DeviceOffer(
          device.name(),
          DeviceOffer.Kind.BUILT_IN,
          device.description(),
          Runtime.getRuntime().maxMemory());
    }
  }

  @Override
  public List<DeviceOffer> openCl() {
    return OpenClPlatforms.inventory().devices().stream()
        .map(
            found ->
                new DeviceOffer(
                    found.name(),
                    found.kind() == FoundDevice.Kind.CPU
                        ? DeviceOffer.Kind.PROCESSORS
                        : DeviceOffer.Kind.GRAPHICS,
                    found.description(),
                    found.memoryBytes()))
        .toList();
  }

  @Override
  public Optional<String> trouble() {
    return OpenClPlatforms.inventory().trouble();
  }

  /**
   * Opens one of the devices offered.
   *
   * @param threads how many there are that step participants
   */
  Device open(String name, int threads) {
    return name.equals(JvmDevice.NAME) ? new JvmDevice(threads) : OpenClDevice.open(name);
  }
}
