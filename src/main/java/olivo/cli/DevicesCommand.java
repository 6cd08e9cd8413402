package olivo.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.opencl.OpenClPlatforms;
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
    PrintWriter out = spec.commandLine().getOut();
    try (Device device = new JvmDevice()) {
      print(out, device.name(), device.description());
    }
    OpenClPlatforms.Inventory inventory = OpenClPlatforms.inventory();
    inventory.devices().forEach(device -> print(out, device.name(), device.description()));
    inventory.trouble().ifPresent(trouble -> out.println("OpenCL: " + trouble));
    return 0;
  }

  private static void print(PrintWriter out, String name, String description) {
    out.println(String.format(Locale.ROOT, "%-11s %s", name, description));
  }
}
