package olivo.plan;

import java.util.List;
import java.util.Optional;

/** The devices of a machine. Asking for those behind OpenCL wakes up their drivers. */
public interface Offers {
  /** The device built into the JVM. */
  DeviceOffer builtIn();

  /** Devices behind OpenCL drivers, by platform and index. */
  List<DeviceOffer> openCl();

  /** Why there is no device behind OpenCL, or why some are missing. */
  Optional<String> trouble();
}
