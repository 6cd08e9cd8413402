package olivo.cli;

import picocli.CommandLine.Option;

/** How much is made of a run, and how much is said about it. */
final class OutputArguments {
  @Option(names = "--no-plots", description = "Draw no plots, and make no psth.csv.")
  private boolean noPlots;

  @Option(names = "--quiet", description = "Print nothing but warnings and errors.")
  private boolean quiet;

  /** Whether plots are drawn. */
  boolean plots() {
    return !noPlots;
  }

  /** Whether nothing is printed but warnings and errors. */
  boolean quiet() {
    return quiet;
  }
}
