package olivo.cli;

import picocli.CommandLine.Option;

/** On how many threads populations are stepped and recorded. */
final class ThreadArgument {
  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Count.class,
      description = "Threads that step populations and record. Default: one for each processor.")
  private Integer threads;

  /** Number of threads. */
  int count() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
