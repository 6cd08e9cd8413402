package olivo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import olivo.analysis.HtmlReport;
import olivo.model.Topology;
import olivo.record.format.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the plots of a run and shows them on a page, also of one that was interrupted. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Draws the plots of a run, also of an interrupted one, and shows them with its figures on a"
            + " page for browsers, report.html.")
final class AnalyzeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "Directory of a run.")
  private Path run;

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.existing(run);
    try (Recording recording = Recording.open(directory.recording())) {
      Topology topology = directory.read().topology();
      List<Path> plots = RunProducts.plots(recording, topology, directory);
      HtmlReport.write(recording, topology, plots, directory.report());
      plots.forEach(plot -> spec.commandLine().getOut().println(plot));
      spec.commandLine().getOut().println(directory.report());
      return 0;
    } catch (IOException e) {
      throw new RunFailure(run + ": " + RunDirectory.reason(e), e);
    }
  }
}
