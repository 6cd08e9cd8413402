package olivo.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.model.Protocol.Presentation;
import olivo.model.Protocol.Trial;
import olivo.model.Stimulus;
import olivo.model.TimeStep;
import olivo.model.Topology;

/**
 * The trials of a run as comma-separated values, with the times at which stimuli went on and off.
 */
final class TrialTable {
  private TrialTable() {}

  /** A header and a line for each trial. */
  static String of(Topology topology) {
    StringBuilder text = new StringBuilder();
    List<String> names = topology.protocol().stimuli().stream().map(Stimulus::name).toList();
    List<String> cells =
        new ArrayList<>(List.of("trial", "type", "block", "block_number", "start_ms", "end_ms"));
    for (String name : names) {
      cells.add(name + "_on_ms");
      cells.add(name + "_off_ms");
    }
    append(text, cells);
    int number = 0;
    for (Trial trial : topology.trials()) {
      cells.clear();
      cells.add(Integer.toString(++number));
      cells.add(trial.type());
      cells.add(trial.block());
      cells.add(Integer.toString(trial.blockNumber()));
      cells.add(ms(topology.step(), trial.fromStep()));
      cells.add(ms(topology.step(), trial.endStep()));
      for (String name : names) {
        Optional<Presentation> shown =
            trial.presentations().stream().filter(p -> p.stimulus().equals(name)).findFirst();
        cells.add(shown.map(p -> ms(topology.step(), p.onStep())).orElse(""));
        cells.add(shown.map(p -> ms(topology.step(), p.offStep())).orElse(""));
      }
      append(text, cells);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> cells) {
    text.append(String.join(",", cells)).append('\n');
  }

  private static String ms(TimeStep step, long at) {
    BigDecimal ms = BigDecimal.valueOf(step.toDecimalMs(at));
    return ms.signum() == 0 ? "0" : ms.stripTrailingZeros().toPlainString();
  }
}
