package olivo.cli;

import java.util.Map;
import olivo.config.ReadResult;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A topology for one run. */
final class TopologyArguments {
  @Mixin private TopologySource source;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all chance; the same as --set seed=N.")
  private String seed;

  /** Reads the topology; all of its problems become one {@link InputException}. */
  ReadResult read() {
    TopologySource.refuseBlank("--seed", seed);
    return source.read(seed == null ? Map.of() : Map.of("seed=" + seed, "--seed " + seed));
  }
}
