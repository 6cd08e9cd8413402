package olivo.cli;

import java.util.concurrent.Callable;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the devices that populations can live on. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Lists the devices that can be used here.")
final class DevicesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (Device device = new JvmDevice()) {
      spec.commandLine().getOut().printf("%-6s %s%n", device.name(), device.description());
    }
    return 0;
  }
}
