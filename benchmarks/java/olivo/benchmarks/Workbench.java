package olivo.benchmarks;

import java.util.List;
import olivo.config.TopologyReader;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.Partition;
import olivo.device.opencl.OpenClDevice;

/** What benchmarks are built from. */
final class Workbench {
  private Workbench() {}

  static Device device(String name) {
    return name.equals(JvmDevice.NAME) ? new JvmDevice() : OpenClDevice.open(name);
  }

  static NetworkLayout network(String hocon) {
    return Lowering.lower(
        TopologyReader.readString(hocon, "benchmark", List.of()).topology(), Partition.WHOLE);
  }
}
