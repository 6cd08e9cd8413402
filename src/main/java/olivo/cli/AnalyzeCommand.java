package olivo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import olivo.record.format.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the plots of a run, also of one that was interrupted. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Draws the plots of a run, also of an interrupted one.")
final class AnalyzeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "Directory of a run.")
  private Path run;

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.existing(run);
    try (Recording recording = Recording.open(directory.recording())) {
      List<Path> plots = RunProducts.plots(recording, directory.read().topology(), directory);
      plots.forEach(plot -> spec.commandLine().getOut().println(plot));
      return 0;
    } catch (IOException e) {
      throw new RunFailure(run + ": " + RunDirectory.reason(e), e);
    }
  }
}
