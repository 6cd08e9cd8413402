package olivo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.SequentialSimulator;
import olivo.model.Topology;

/** Runs topologies for tests. */
public final class Runs {
  private Runs() {}

  /** Runs without actors on the built-in device. */
  public static Collected sequentially(Topology topology) {
    return sequentially(topology, Partition.WHOLE, Pacing.DEFAULT);
  }

  /** Runs without actors on the built-in device. */
  public static Collected sequentially(Topology topology, Partition partition, Pacing pacing) {
    NetworkLayout network = Lowering.lower(topology, partition);
    ExchangePlan plan = ExchangePlanner.plan(network, pacing);
    Collected collected = new Collected(topology.populations().size());
    try (Device device = new JvmDevice();
        Cast cast = Cast.create(plan, pacing, slice -> device)) {
      SequentialSimulator.run(plan, cast, collected);
    }
    return collected;
  }

  /** Asserts that two runs produced the same spikes, samples and weights, bit for bit. */
  public static void assertSame(Topology topology, Collected actual, Collected expected) {
    for (int p = 0; p < topology.populations().size(); p++) {
      assertThat(actual.spikes(p))
          .as("spikes of %s", topology.populations().get(p).name())
          .isDeepEqualTo(expected.spikes(p));
    }
    assertThat(actual.samples().keySet()).isEqualTo(expected.samples().keySet());
    actual
        .samples()
        .forEach(
            (name, values) -> assertThat(values).as(name).isEqualTo(expected.samples().get(name)));
    for (int k = 0; k < topology.projections().size(); k++) {
      assertThat(actual.finalWeights(k))
          .as("weights of %s", topology.projections().get(k).name())
          .isEqualTo(expected.finalWeights(k));
    }
  }
}
