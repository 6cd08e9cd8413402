package olivo.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import olivo.model.CellSubset;
import olivo.model.Protocol;
import olivo.model.Protocol.Trial;
import olivo.model.Stimulus;
import olivo.model.Topology;

/** What the protocol of a topology amounts to. */
final class ProtocolOutline {
  private final Topology topology;
  private final List<Trial> trials;

  ProtocolOutline(Topology topology) {
    this.topology = topology;
    this.trials = topology.trials();
  }

  /** For people; no lines where nothing is presented. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (trials.isEmpty()) {
      return lines;
    }
    lines.add(
        "Protocol: %d trials from %s to %s s: %s"
            .formatted(trials.size(), number(startMs() * 1e-3), number(endMs() * 1e-3), counts()));
    for (Stimulus stimulus : topology.protocol().stimuli()) {
      lines.add("  " + stimulus.name() + ": " + describe(stimulus) + ", " + shown(stimulus));
    }
    int first = 0;
    while (first < trials.size()) {
      String block = outermost(trials.get(first));
      int last = first;
      while (last + 1 < trials.size() && outermost(trials.get(last + 1)).equals(block)) {
        last++;
      }
      lines.add(span(block, first, last));
      first = last + 1;
    }
    return lines;
  }

  /** For {@code run.json}. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("trials", trials.size());
    tree.put("start_ms", startMs());
    tree.put("end_ms", endMs());
    tree.put("types", byType());
    tree.put("table", RunDirectory.TRIALS);
    return tree;
  }

  private double startMs() {
    return topology.step().toDecimalMs(trials.get(0).fromStep());
  }

  private double endMs() {
    return topology.step().toDecimalMs(trials.get(trials.size() - 1).endStep());
  }

  private Map<String, Integer> byType() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    topology.protocol().types().forEach(type -> counts.put(type.name(), 0));
    trials.forEach(trial -> counts.merge(trial.type(), 1, Integer::sum));
    return counts;
  }

  private String counts() {
    return byType().entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private String describe(Stimulus stimulus) {
    CellSubset cells = stimulus.cells();
    int size = topology.population(stimulus.population()).size();
    String what = "%d of %d %s".formatted(cells.countIn(size), size, stimulus.population());
    if (stimulus instanceof Stimulus.Rate rate) {
      return number(rate.rateHz()) + " Hz in " + what;
    } else if (stimulus instanceof Stimulus.Current current) {
      return number(current.currentPa()) + " pA into " + what;
    }
    throw new IllegalArgumentException("unknown stimulus " + stimulus);
  }

  private String shown(Stimulus stimulus) {
    long count =
        trials.stream()
            .flatMap(trial -> trial.presentations().stream())
            .map(Protocol.Presentation::stimulus)
            .filter(stimulus.name()::equals)
            .count();
    return "presented " + count + (count == 1 ? " time" : " times");
  }

  private static String outermost(Trial trial) {
    return trial.block().split("/", 2)[0];
  }

  private String span(String block, int first, int last) {
    return "  %s to %s s: %s"
        .formatted(
            number(topology.step().toDecimalMs(trials.get(first).fromStep()) * 1e-3),
            number(topology.step().toDecimalMs(trials.get(last).endStep()) * 1e-3),
            block.isEmpty()
                ? "trials without a block"
                : block
                    + " x "
                    + (trials.get(last).blockNumber() - trials.get(first).blockNumber() + 1));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
