package olivo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import olivo.device.Device;

/** The opened devices of a run, by name. */
final class DeviceSet implements AutoCloseable {
  private final Map<String, Device> devices = new LinkedHashMap<>();

  private DeviceSet() {}

  /**
   * Opens devices, all or none.
   *
   * @param threads how many there are that step participants
   */
  static DeviceSet open(MachineDevices machine, Set<String> names, int threads) {
    DeviceSet set = new DeviceSet();
    boolean complete = false;
    try {
      for (String name : names) {
        set.devices.put(name, machine.open(name, threads));
      }
      complete = true;
      return set;
    } finally {
      if (!complete) {
        set.close();
      }
    }
  }

  Device get(String name) {
    return devices.get(name);
  }

  Map<String, Device> all() {
    return devices;
  }

  /** How many steps an epoch should have so that it is worth its cost on every device. */
  int worthwhileEpochSteps() {
    return devices.values().stream().mapToInt(Device::worthwhileEpochSteps).max().orElseThrow();
  }

  @Override
  public void close() {
    devices.values().forEach(Device::close);
  }
}
