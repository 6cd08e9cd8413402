package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import olivo.config.TopologyReader;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.SequentialSimulator;
import olivo.engine.protocol.RecordingSink;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeWindow;
import olivo.model.Topology;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Song, Miller and Abbott (2000) as shipped in conf/, with fewer cells: weights that are driven to
 * their bounds or not, by how changes depend on them.
 */
class SongStdpTest {
  private static final int INPUTS = 1000;

  /** Keeps the final weights and the number of late spikes; all spikes would not fit. */
  private static final class Outcome implements RecordingSink {
    private final Topology topology;
    private final long late;
    private long lateSpikes;
    private float[] weights;

    Outcome(Topology topology) {
      this.topology = topology;
      this.late = topology.steps() * 2 / 3;
    }

    @Override
    public void record(Epoch epoch, Inbound inbound) {
      for (SpikeWindow window : inbound.port(topology.populationIndex("OUT"))) {
        lateSpikes += window.firstStep() >= late ? window.size() : 0;
      }
    }

    @Override
    public void finish(List<Sample.Weights> finalWeights) {
      weights = finalWeights.get(0).weights();
    }

    @Override
    public void close() {}

    /** Rate of the cells over the last third. */
    double rateHz() {
      double seconds = topology.step().toMs(topology.steps() - late) * 1e-3;
      return lateSpikes / seconds / topology.population("OUT").size();
    }

    /** Share of a cell's weights between two values. */
    double share(int cell, double low, double high) {
      int count = 0;
      for (int i = cell * INPUTS; i < (cell + 1) * INPUTS; i++) {
        count += weights[i] >= low && weights[i] <= high ? 1 : 0;
      }
      return count / (double) INPUTS;
    }

    double mean(int cell) {
      double sum = 0;
      for (int i = cell * INPUTS; i < (cell + 1) * INPUTS; i++) {
        sum += weights[i];
      }
      return sum / INPUTS;
    }
  }

  private static Outcome run(String file, int cells, String duration) throws IOException {
    Topology topology =
        TopologyReader.read(
                Path.of("conf", file),
                List.of(
                    "populations.IN.size=" + cells * INPUTS,
                    "populations.OUT.size=" + cells,
                    "record.weights=null",
                    "duration=" + duration))
            .topology();
    Outcome outcome = new Outcome(topology);
    ExchangePlan plan =
        ExchangePlanner.plan(Lowering.lower(topology, Partition.WHOLE), Pacing.DEFAULT);
    try (Device device = new JvmDevice();
        Cast cast = Cast.create(plan, Pacing.DEFAULT, slice -> device)) {
      SequentialSimulator.run(plan, cast, outcome);
    }
    assertThat(outcome.weights).hasSize(cells * INPUTS);
    return outcome;
  }

  @Test
  @Tag("slow")
  void shouldDriveWeightsApartWhenChangesAreAdditive() throws IOException {
    Outcome outcome = run("song-stdp.conf", 2, "1500 s");
    for (int cell = 0; cell < 2; cell++) {
      assertThat(outcome.share(cell, 0, 0.2)).as("weak").isBetween(0.6, 0.8);
      assertThat(outcome.share(cell, 0.8, 1)).as("strong").isBetween(0.15, 0.3);
      assertThat(outcome.share(cell, 0.3, 0.7)).as("in between").isLessThan(0.08);
    }
    assertThat(outcome.rateHz()).isBetween(10.0, 14.0);
  }

  @Test
  void shouldKeepWeightsTogetherWhenChangesAreMultiplicative() throws IOException {
    Outcome outcome = run("song-stdp-multiplicative.conf", 1, "40 s");
    assertThat(outcome.share(0, 0.4, 0.6)).isGreaterThan(0.99);
    // Where potentiation and depression of independent trains cancel, and a little above: the cell
    // fires because of its inputs.
    double independent = 1 / (1 + 1.05);
    assertThat(outcome.mean(0)).isCloseTo(independent + 0.004, within(0.004));
    assertThat(outcome.rateHz()).isGreaterThan(100);
  }
}
