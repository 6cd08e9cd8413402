package olivo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import olivo.config.ReadResult;
import olivo.device.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Simulates a topology. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Simulates a topology and writes a run directory: run.json, recording, output.npz, plots.")
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TopologyArguments arguments;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "Where populations live: auto, jvm, opencl or opencl:<platform>.<index>. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = ThreadCount.class,
      description = "Threads that step populations. Default: one for each processor.")
  private Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Run directory. Default: runs/<name>-<time> in the current directory.")
  private Path out;

  @Option(names = "--overwrite", description = "Delete an earlier run in the run directory.")
  private boolean overwrite;

  @Option(names = "--no-plots", description = "Draw no plots.")
  private boolean noPlots;

  @Option(names = "--quiet", description = "Print nothing but warnings and errors.")
  private boolean quiet;

  /** A number of threads, refused in words that say what is accepted. */
  private static final class ThreadCount implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (!value.matches("[1-9][0-9]{0,4}")) {
        throw new TypeConversionException("got '" + value + "'; needs a whole number from 1");
      }
      return Integer.valueOf(value);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    ReadResult read = arguments.read();
    PrintWriter err = spec.commandLine().getErr();
    read.warnings().forEach(warning -> err.println("olivo: warning: " + warning));
    int processors = Runtime.getRuntime().availableProcessors();
    try (Device opened = Devices.open(device);
        RunSession session =
            new RunSession(
                read,
                new RunSession.Settings(
                    opened, threads == null ? processors : threads, !noPlots, quiet),
                spec.commandLine().getOut(),
                err)) {
      Path path = out == null ? RunDirectory.defaultFor(read.topology().name()) : out;
      return session.simulate(RunDirectory.create(path, overwrite));
    } catch (IOException e) {
      throw new RunFailure("cannot write: " + RunDirectory.reason(e), e);
    } catch (OutOfMemoryError e) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      throw new RunFailure(
          "the memory does not suffice: Java may use "
              + megabytes
              + " MB, the environment variable OLIVO_JAVA_OPTS=-Xmx16g would allow 16 GB",
          e);
    }
  }
}
