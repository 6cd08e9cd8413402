package olivo.engine;

import java.util.Map;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.model.Topology;
import olivo.testing.Circuits;

/** Plans that the tests of the actors share. */
final class Plans {
  static final Pacing PACING = new Pacing(20, 50, 100, 60, 8);

  private Plans() {}

  /** All kinds of participants: the default circuit, its olive in three slices. */
  static ExchangePlan circuit(int steps) {
    return of(topology(steps), new Partition(Map.of("IO", 3, "PKJ", 2)));
  }

  static Topology topology(int steps) {
    return Circuits.microcircuit(1, steps * Circuits.DT.dtMs(), Circuits.gated(), 16);
  }

  static ExchangePlan of(Topology topology, Partition partition) {
    return ExchangePlanner.plan(Lowering.lower(topology, partition), PACING);
  }

  static int position(ExchangePlan plan, String name) {
    for (int i = 0; i < plan.participants().size(); i++) {
      if (plan.participants().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no participant " + name);
  }
}
