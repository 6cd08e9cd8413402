package olivo.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many runs are made. */
final class CampaignArguments {
  @Mixin private PlacementArguments placement;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where tables, plots and runs go. What is finished there already is not run again."
              + " Default: a directory below runs, the same for the same command.")
  private Path directory;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      converter = Count.class,
      description =
          "Runs at a time; processors are shared out among them. Default: one for each processor.")
  private Integer jobs;

  @Option(
      names = "--keep",
      description = "Keep the recordings, which are deleted otherwise once a run has ended.")
  private boolean keep;

  @Option(names = "--dry-run", description = "Check everything and list the runs, but make none.")
  private boolean dryRun;

  @Option(names = "--quiet", description = "Print nothing but warnings and errors.")
  private boolean quiet;

  PlacementArguments placement() {
    return placement;
  }

  Path directory(String otherwise) {
    return directory == null ? Path.of("runs", otherwise) : directory;
  }

  int jobs() {
    return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
  }

  boolean keep() {
    return keep;
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean quiet() {
    return quiet;
  }
}
