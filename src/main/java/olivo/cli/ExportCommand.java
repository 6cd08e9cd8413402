package olivo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import olivo.record.NpzExport;
import olivo.record.format.Recording;
import olivo.record.sonata.SonataExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the recording of a run in another format. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Writes the recording of a run in another format, also of an interrupted run.")
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "Directory of a run.")
  private Path run;

  /** What can be written. */
  enum Format {
    /** {@code output.npz} for NumPy. */
    NPZ,
    /** HDF5 files in {@code sonata/}. */
    SONATA
  }

  @Option(
      names = "--format",
      defaultValue = "npz",
      description =
          "npz: output.npz for NumPy. sonata: spikes and sampled states as HDF5, in sonata/."
              + " Default: npz.")
  private Format format;

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.existing(run);
    try (Recording recording = Recording.open(directory.recording())) {
      if (format == Format.SONATA) {
        SonataExport.write(recording, directory.sonata())
            .forEach(file -> spec.commandLine().getOut().println(file));
        return 0;
      }
      Map<String, String> digests =
          EarlierReport.of(directory).map(EarlierReport::digests).orElse(Map.of());
      NpzExport.write(recording, digests, directory.npz());
      spec.commandLine().getOut().println(directory.npz());
      return 0;
    } catch (IOException e) {
      throw new RunFailure(run + ": " + RunDirectory.reason(e), e);
    }
  }
}
