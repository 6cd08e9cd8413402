package olivo.cli;

import olivo.device.Device;
import olivo.device.jvm.JvmDevice;

/** Finds devices by their names. */
final class Devices {
  private Devices() {}

  /** The device of a name as {@code --device} takes it. */
  static Device open(String name) {
    return switch (name) {
      case "auto", JvmDevice.NAME -> new JvmDevice();
      default ->
          throw new InputException(
              "--device " + name + ": there is no such device here; accepted are auto and jvm");
    };
  }
}
