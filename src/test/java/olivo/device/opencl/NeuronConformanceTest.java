package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import olivo.device.Device;
import olivo.device.NeuronState;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.DriveLayout;
import olivo.device.layout.GapGraph;
import olivo.device.layout.MembraneLayout;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.Slice;
import olivo.device.layout.StateProbeLayout;
import olivo.device.layout.SynapseLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeWindow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NeuronConformanceTest {
  private static final int SOURCES = 200;
  private static final int[] EPOCHS = {1, 2, 3, 70, 256, 40};

  /** What a slice is made of. */
  private record Shape(
      int cells,
      int receptors,
      float noise,
      boolean coupled,
      int refractory,
      boolean probed,
      int fanOut,
      double rate) {
    Shape(int cells, int receptors, float noise, boolean coupled, int refractory, boolean probed) {
      this(cells, receptors, noise, coupled, refractory, probed, 20, 0.01);
    }

    /** Cells whose inputs have rows of a certain length. */
    static Shape ofRows(int cells, int fanOut, double rate) {
      return new Shape(cells, 2, 2f, false, 20, false, fanOut, rate);
    }

    NeuronLayout layout(int firstCell, int endCell) {
      Slice slice = new Slice(0, "N", cells, firstCell, endCell);
      int own = slice.cells();
      Random random = new Random(cells);
      float[] drive = new float[cells];
      float[] vInit = new float[cells];
      for (int i = 0; i < cells; i++) {
        drive[i] = 180 + 80 * random.nextFloat();
        // One beyond the threshold, some exactly at it and just below it.
        vInit[i] =
            i == 0
                ? -40
                : i % 7 == 1
                    ? -50
                    : i % 7 == 2 ? Math.nextDown(-50f) : -50 - 10 * random.nextFloat();
      }
      List<ReceptorLayout> list = new ArrayList<>();
      for (int r = 0; r < receptors; r++) {
        list.add(
            new ReceptorLayout(
                r,
                "R" + r,
                SynapseLayout.expConductance(
                    (float) Math.exp(-0.1 / (5 + r)), r % 2 == 0 ? 0 : -75),
                0.05f * (r + 1),
                1 + 7 * r,
                new ArrivalLayout.Counted(
                    Bench.connections(SOURCES, own, fanOut, 17L * r + firstCell))));
      }
      List<StateProbeLayout> probes = new ArrayList<>();
      if (probed) {
        int[] some = own == 1 ? new int[] {0} : new int[] {0, own / 2, own - 1};
        probes.add(new StateProbeLayout(0, StateProbeLayout.POTENTIAL, 0, some, 10));
        probes.add(new StateProbeLayout(1, receptors - 1, 2, some, 7));
        probes.add(new StateProbeLayout(2, StateProbeLayout.POTENTIAL, 0, new int[] {own - 1}, 1));
      }
      return new NeuronLayout(
          slice,
          new MembraneLayout(false, 10, 0.1f / 180),
          filled(own, -65),
          filled(own, -50),
          filled(own, -70),
          refractory,
          new DriveLayout(Arrays.copyOfRange(drive, firstCell, endCell)),
          Arrays.copyOfRange(vInit, firstCell, endCell),
          noise,
          99,
          1234,
          list,
          coupled ? gapGraph() : null,
          probes);
    }

    private static float[] filled(int cells, float value) {
      float[] values = new float[cells];
      Arrays.fill(values, value);
      return values;
    }

    List<List<SpikeWindow>> ports(NeuronLayout layout, Epoch epoch) {
      List<List<SpikeWindow>> ports = new ArrayList<>();
      for (ReceptorLayout receptor : layout.receptors()) {
        int delay = receptor.delaySteps();
        Bench.Spikes spikes = new Bench.Spikes(receptor.input(), SOURCES, rate);
        ports.add(spikes.windows(epoch.firstStep() - delay, epoch.endStep() - delay));
      }
      return ports;
    }

    /** Some with nobody, some with the next one or two, some with one far away, too. */
    private GapGraph gapGraph() {
      int[] rowStart = new int[cells + 1];
      int[] partner = new int[3 * cells];
      int end = 0;
      for (int i = 0; i < cells; i++) {
        int[] all = {(i + 1) % cells, (i + cells - 1) % cells, (i * 31 + 7) % cells};
        int partners = (i + 1) % 4;
        System.arraycopy(all, 0, partner, end, partners);
        end += partners;
        rowStart[i + 1] = end;
      }
      return new GapGraph(0.7f, rowStart, Arrays.copyOf(partner, end));
    }
  }

  static Stream<Bench.Setup> setups() {
    return Bench.setups();
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldStepAsOnTheJvmWhenUncoupled(Bench.Setup setup) {
    for (int cells : new int[] {1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 10_007}) {
      compare(setup, new Shape(cells, 3, 2f, false, 20, true));
    }
    compare(setup, new Shape(100, 0, 0, false, 0, false));
    compare(setup, new Shape(100, 1, 0, false, 1, false));
    compare(setup, new Shape(100, 12, 3f, false, 5, true));
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldStepAsOnTheJvmWhenCoupled(Bench.Setup setup) {
    for (int cells : new int[] {1, 16, 17, 1009, 10_007}) {
      compare(setup, new Shape(cells, 2, 2f, true, 20, true));
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldCountArrivalsAsOnTheJvmWhenRowsAreShortOrLong(Bench.Setup setup) {
    for (int size : new int[] {1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129}) {
      // Targets are drawn and counted once each: rows of all cells, or nearly so.
      compare(setup, Shape.ofRows(size, 10 * size, 0.01));
    }
    compare(setup, Shape.ofRows(10_007, 1, 0.01));
    // The most cells whose targets take two bytes, and one more.
    compare(setup, Shape.ofRows(65_536, 100, 0.01));
    compare(setup, Shape.ofRows(65_537, 100, 0.01));
    compare(setup, Shape.ofRows(33, 0, 0.01));
    compare(setup, Shape.ofRows(33, 20, 0));
    compare(setup, Shape.ofRows(33, 20, 1));
  }

  private static void compare(Bench.Setup setup, Shape shape) {
    NeuronLayout layout = shape.layout(0, shape.cells());
    long fired = 0;
    try (Device device = setup.open();
        Device reference = new JvmDevice();
        NeuronState actual = device.createNeurons(layout, List.of());
        NeuronState expected = reference.createNeurons(layout, List.of())) {
      for (Epoch epoch : Bench.epochs(EPOCHS)) {
        Inbound inbound = new Inbound(shape.ports(layout, epoch), List.of());
        EpochResult result = expected.advance(epoch, inbound);
        assertSame(actual.advance(epoch, inbound), result, shape + " in " + epoch);
        fired += result.spikes().size();
      }
      assertThat(potentials(actual, shape)).isEqualTo(potentials(expected, shape));
    }
    assertThat(fired).isGreaterThan(shape.cells());
  }

  private static float[] potentials(NeuronState state, Shape shape) {
    float[] potentials = new float[shape.cells()];
    state.potentials(potentials);
    return potentials;
  }

  private static void assertSame(EpochResult actual, EpochResult expected, String what) {
    assertThat(actual.spikes()).as(what).isEqualTo(expected.spikes());
    assertThat(actual.samples()).as(what).hasSameSizeAs(expected.samples());
    for (int i = 0; i < expected.samples().size(); i++) {
      Sample.States a = (Sample.States) actual.samples().get(i);
      Sample.States e = (Sample.States) expected.samples().get(i);
      assertThat(List.of(a.probe(), a.firstCell(), a.step()))
          .as(what)
          .isEqualTo(List.of(e.probe(), e.firstCell(), e.step()));
      assertThat(a.values()).as("%s, step %d", what, a.step()).isEqualTo(e.values());
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldStepAsOnTheJvmWhenSlicesAreCoupledStepByStep(Bench.Setup setup) {
    for (boolean coupled : new boolean[] {true, false}) {
      Shape shape = new Shape(101, 2, 2f, coupled, 20, true);
      List<NeuronLayout> layouts = List.of(shape.layout(0, 40), shape.layout(40, 101));
      try (Device device = setup.open();
          Device reference = new JvmDevice()) {
        List<NeuronState> actual = create(device, layouts);
        List<NeuronState> expected = create(reference, layouts);
        for (Epoch epoch : Bench.epochs(1, 2, 30, 70)) {
          List<EpochResult> actualResults = stepByStep(actual, layouts, epoch, shape);
          List<EpochResult> expectedResults = stepByStep(expected, layouts, epoch, shape);
          for (int i = 0; i < layouts.size(); i++) {
            assertSame(actualResults.get(i), expectedResults.get(i), shape + " in " + epoch);
          }
        }
        actual.forEach(NeuronState::close);
      }
    }
  }

  private static List<NeuronState> create(Device device, List<NeuronLayout> layouts) {
    return layouts.stream().map(layout -> device.createNeurons(layout, List.of())).toList();
  }

  private static List<EpochResult> stepByStep(
      List<NeuronState> states, List<NeuronLayout> layouts, Epoch epoch, Shape shape) {
    float[] potentials = new float[shape.cells()];
    for (int i = 0; i < states.size(); i++) {
      states.get(i).beginEpoch(epoch, shape.ports(layouts.get(i), epoch));
    }
    for (long step = epoch.firstStep(); step < epoch.endStep(); step++) {
      for (NeuronState state : states) {
        state.potentials(potentials);
      }
      for (NeuronState state : states) {
        state.step(step, potentials);
      }
    }
    return states.stream().map(NeuronState::endEpoch).toList();
  }
}
