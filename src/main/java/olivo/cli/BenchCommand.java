package olivo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Benchmarks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures how fast this machine runs Olivo, and compares with a baseline.",
    subcommands = {BenchLatencyCommand.class, BenchThroughputCommand.class},
    footer = {"", "\"olivo bench micro\" runs micro-benchmarks of parts, in the source tree only."})
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
