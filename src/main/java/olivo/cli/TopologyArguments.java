package olivo.cli;

import java.util.LinkedHashMap;
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
    return read(Map.of());
  }

  /**
   * The same with further overrides.
   *
   * @param more as in {@link TopologySource#read}
   */
  ReadResult read(Map<String, String> more) {
    TopologySource.refuseBlank("--seed", seed);
    Map<String, String> all = new LinkedHashMap<>(more);
    if (seed != null) {
      all.put("seed=" + seed, "--seed " + seed);
    }
    return source.read(all);
  }
}
