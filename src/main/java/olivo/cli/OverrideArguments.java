package olivo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What is changed in a topology. */
final class OverrideArguments {
  private static final String DURATION = "duration=";

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Replace a value of the topology, e.g. --set populations.IO.model.I_e=101pA. May be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Simulated time, e.g. 10s; the same as --set duration=TIME.")
  private String duration;

  /** All overrides {@code path=value}. */
  List<String> all() {
    TopologySource.refuseBlank("--duration", duration);
    List<String> all = new ArrayList<>(sets);
    if (duration != null) {
      all.add(DURATION + duration);
    }
    return all;
  }

  /** Those which the user did not write as {@code --set}, and how they were written. */
  Map<String, String> inWordsOfTheUser() {
    return duration == null ? Map.of() : Map.of(DURATION + duration, "--duration " + duration);
  }
}
