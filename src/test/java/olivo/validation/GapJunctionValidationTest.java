package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import olivo.config.TopologyReader;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Pacing;
import olivo.model.Topology;
import olivo.testing.Collected;
import olivo.testing.Runs;
import org.junit.jupiter.api.Test;

/** Passive cells that are coupled, against the solution of their equations. */
class GapJunctionValidationTest {
  private static final int STEPS = 1000;
  private static final double REST_MV = -65;
  private static final double LEAK_NS = 2;
  private static final double G_NS = 3;
  private static final double C_PF = 200;
  private static final String CELLS =
      """
      name = coupled, dt = 0.1 ms, duration = 100.1 ms
      populations.N { size = 5, model { type = lif, C_m = 200 pF, g_L = 2 nS, E_L = -65 mV, V_th = 0 mV
        V_reset = -90 mV, t_ref = 0 ms, V_init { type = uniform, low = -90 mV, high = -40 mV } } }
      record.potentials.N { cells = [0, 1, 2, 3, 4], every = 0.1 ms }
      """;

  private static Topology topology(String graph) {
    return TopologyReader.readString(
            CELLS, "test", List.of("gap-junctions={N={g=3 nS,graph=" + graph + "}}"))
        .topology();
  }

  private static double v(Collected run, int cell, int step) {
    return run.samples().get("state 0/%010d/%d".formatted(step, cell))[0];
  }

  /** What is left of a difference that currents of some conductance make smaller. */
  private static double left(double conductanceNs, int steps) {
    return Math.pow(1 - 0.1 * conductanceNs / C_PF, steps);
  }

  @Test
  void shouldRelaxToTheMeanOfACoupledPair() {
    Collected run = Runs.sequentially(topology("{type=list,pairs=[[3,1]]}"));
    double mean = (v(run, 1, 0) + v(run, 3, 0)) / 2 - REST_MV;
    double half = (v(run, 1, 0) - v(run, 3, 0)) / 2;
    assertThat(Math.abs(half)).isGreaterThan(1);
    for (int step = 0; step <= STEPS; step += 50) {
      double common = REST_MV + mean * left(LEAK_NS, step);
      double apart = half * left(LEAK_NS + 2 * G_NS, step);
      assertThat(v(run, 1, step)).isCloseTo(common + apart, within(1e-3));
      assertThat(v(run, 3, step)).isCloseTo(common - apart, within(1e-3));
      double alone = (v(run, 0, 0) - REST_MV) * left(LEAK_NS, step);
      assertThat(v(run, 0, step)).isCloseTo(REST_MV + alone, within(1e-3));
    }
  }

  /** The hub of a star has four partners, its rays one each. */
  @Test
  void shouldRelaxToTheMeanOfAStar() {
    Collected run = Runs.sequentially(topology("{type=list,pairs=[[2,0],[2,1],[3,2],[4,2]]}"));
    double mean = 0;
    for (int cell = 0; cell < 5; cell++) {
      mean += (v(run, cell, 0) - REST_MV) / 5;
    }
    double hub = v(run, 2, 0) - REST_MV - mean;
    for (int step = 0; step <= STEPS; step += 50) {
      // Hub against rays: an eigenvector of the coupling, with the number of cells as eigenvalue.
      double apart = hub * left(LEAK_NS + 5 * G_NS, step);
      assertThat(v(run, 2, step))
          .isCloseTo(REST_MV + mean * left(LEAK_NS, step) + apart, within(1e-3));
      double first = v(run, 0, step) - v(run, 1, step);
      assertThat(first)
          .isCloseTo((v(run, 0, 0) - v(run, 1, 0)) * left(LEAK_NS + G_NS, step), within(1e-3));
    }
  }

  @Test
  void shouldNotDependOnSlices() {
    for (String graph :
        new String[] {
          "{type=list,pairs=[[2,0],[2,1],[3,2],[4,2]]}",
          "{type=list,pairs=[]}",
          "{type=random-regular,degree=2}"
        }) {
      Topology topology = topology(graph);
      Collected whole = Runs.sequentially(topology);
      for (int slices : new int[] {2, 5}) {
        Partition partition = new Partition(Map.of("N", slices));
        Runs.assertSame(topology, Runs.sequentially(topology, partition, Pacing.DEFAULT), whole);
      }
    }
  }

  @Test
  void shouldLeaveCellsAloneWhereNothingIsListed() {
    Collected run = Runs.sequentially(topology("{type=list,pairs=[]}"));
    for (int cell = 0; cell < 5; cell++) {
      double alone = (v(run, cell, 0) - REST_MV) * left(LEAK_NS, STEPS);
      assertThat(v(run, cell, STEPS)).isCloseTo(REST_MV + alone, within(1e-3));
    }
  }
}
