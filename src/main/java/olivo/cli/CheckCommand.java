package olivo.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import olivo.config.ReadResult;
import olivo.model.Population;
import olivo.model.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads a topology and says whether it can be simulated. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Says whether a topology can be simulated.")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TopologyArguments arguments;

  @Option(
      names = "--print",
      description = "Print the topology with all overrides and substitutions applied.")
  private boolean print;

  @Override
  public Integer call() {
    ReadResult read = arguments.read();
    PrintWriter out = spec.commandLine().getOut();
    read.warnings()
        .forEach(warning -> spec.commandLine().getErr().println("olivo: warning: " + warning));
    if (print) {
      out.println(read.resolvedHocon());
      new ProtocolOutline(read.topology()).lines().forEach(line -> out.println("# " + line));
    } else {
      Topology topology = read.topology();
      out.println(
          String.format(
              Locale.ROOT,
              "%s can be simulated: %s, %s, %s, %s of %s ms",
              topology.name(),
              Amounts.of(topology.populations().size(), "population"),
              Amounts.of(topology.populations().stream().mapToLong(Population::size).sum(), "cell"),
              Amounts.of(topology.projections().size(), "projection"),
              Amounts.of(topology.steps(), "step"),
              topology.step().dtMs()));
      new ProtocolOutline(topology).lines().forEach(out::println);
    }
    return 0;
  }
}
