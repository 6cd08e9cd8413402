package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import olivo.device.ArrivalRing;
import olivo.device.Device;
import olivo.device.NeuronState;
import olivo.device.PlasticityState;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.DecayTable;
import olivo.device.layout.DriveLayout;
import olivo.device.layout.MembraneLayout;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.PlasticityStage;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.Slice;
import olivo.device.layout.StateProbeLayout;
import olivo.device.layout.SynapseLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SampleSteps;
import olivo.model.SpikeWindow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Weights and what they deliver. A slice of neurons behind the ring shows the arrivals: its
 * conductance is sampled in every step.
 */
class PlasticityConformanceTest {
  private static final int DELAY = 10;
  private static final int TEACHER_DELAY = 20;
  private static final int TEACHERS = 16;
  private static final int[] EPOCHS = {1, 2, 7, 30, 64, 50, 64, 64, 64, 64, 1, 64};

  private static final PlasticityLayout.Rule GATED = new PlasticityLayout.TeacherGated(100);
  private static final PlasticityLayout.Rule SHORT_GATED = new PlasticityLayout.TeacherGated(3);
  private static final PlasticityLayout.Rule PAIRED = new PlasticityLayout.TeacherPaired(50, 120);
  private static final PlasticityLayout.Rule SHORT_PAIRED =
      new PlasticityLayout.TeacherPaired(3, 2);
  private static final PlasticityLayout.Rule ADDITIVE =
      new PlasticityLayout.Stdp(DecayTable.of(30), DecayTable.of(47.5), false);
  private static final PlasticityLayout.Rule MULTIPLICATIVE =
      new PlasticityLayout.Stdp(DecayTable.of(47.5), DecayTable.of(0.7), true);
  private static final List<PlasticityLayout.Rule> STDP = List.of(ADDITIVE, MULTIPLICATIVE);
  private static final List<PlasticityLayout.Rule> ALL =
      List.of(GATED, PAIRED, ADDITIVE, MULTIPLICATIVE);

  /** A projection onto a slice, and how often everybody fires in a step. */
  private record Shape(
      int sources, int targets, int fanOut, double pre, double teacher, double post) {
    PlasticityLayout layout(PlasticityLayout.Rule rule, int snapshotEvery) {
      Slice slice = new Slice(0, "T", targets + 12, 5, 5 + targets);
      return new PlasticityLayout(
          3,
          "P",
          slice,
          Bench.connections(sources, targets, fanOut, 1),
          DELAY,
          1 << 16,
          Bench.connections(TEACHERS, targets, 1 + targets / 8, 2),
          TEACHER_DELAY,
          rule,
          1,
          0.2f,
          1.25f,
          0.03f,
          0.11f,
          40,
          0,
          SampleSteps.every(snapshotEvery),
          List.of(
              new PlasticityStage(21, 0, 0, 1),
              new PlasticityStage(50, 0.02f, 0.07f, 1.1f),
              new PlasticityStage(51, 0.03f, 0.11f, 0.7f)));
    }

    Inbound inbound(PlasticityLayout layout, Epoch epoch) {
      Bench.Spikes preSpikes = new Bench.Spikes(1, sources, pre);
      Bench.Spikes teacherSpikes = new Bench.Spikes(2, TEACHERS, teacher);
      long from = epoch.firstStep();
      long to = epoch.endStep();
      return new Inbound(
          List.of(
              preSpikes.windows(from, to),
              teacherSpikes.windows(from - TEACHER_DELAY, to - TEACHER_DELAY),
              judgedOrPost(layout, preSpikes, from, to)),
          List.of());
    }

    private List<SpikeWindow> judgedOrPost(
        PlasticityLayout layout, Bench.Spikes preSpikes, long from, long to) {
      if (layout.rule() instanceof PlasticityLayout.TeacherGated gated) {
        return preSpikes.windows(from - gated.windowSteps(), to - gated.windowSteps());
      }
      long lag = layout.rule() instanceof PlasticityLayout.Stdp ? DELAY : 0;
      return new Bench.Spikes(3, targets + 12, post).windows(from - lag, to - lag);
    }
  }

  static Stream<Bench.Setup> setups() {
    return Bench.setups();
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldLearnAndDeliverAsOnTheJvmWhenGated(Bench.Setup setup) {
    for (int snapshots : new int[] {0, 1, 25, 1000}) {
      compare(setup, new Shape(200, 33, 20, 0.02, 0.003, 0), GATED, snapshots);
    }
    compare(setup, new Shape(200, 33, 20, 0.3, 0.05, 0), SHORT_GATED, 25);
    compare(setup, new Shape(1, 1, 1, 0.2, 0.03, 0), GATED, 10);
    compare(setup, new Shape(50, 64, 64, 0.05, 0, 0), GATED, 0);
    compare(setup, new Shape(300, 10_007, 40, 0.02, 0.003, 0), GATED, 0);
    compare(setup, new Shape(10_007, 65, 8, 0.003, 0.01, 0), SHORT_GATED, 0);
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldDoAsTheJvmWhenThereIsLittleOrNothingToDo(Bench.Setup setup) {
    for (PlasticityLayout.Rule rule : ALL) {
      compare(setup, new Shape(50, 33, 0, 0.05, 0.01, 0.01), rule, 25);
      compare(setup, new Shape(50, 33, 20, 0, 0.01, 0.01), rule, 25);
      compare(setup, new Shape(50, 33, 20, 0, 0, 0), rule, 25);
      compare(setup, new Shape(50, 33, 20, 1, 1, 1), rule, 0);
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldDoAsTheJvmWhenRowsAndColumnsAreAboutAsLongAsAGroup(Bench.Setup setup) {
    for (int size : new int[] {15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129}) {
      for (PlasticityLayout.Rule rule : List.of(GATED, PAIRED, ADDITIVE)) {
        // Fully connected, or nearly so: rows of all targets, columns of all sources.
        compare(setup, new Shape(size, size, 10 * size, 0.02, 0.003, 0.01), rule, 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldLearnAndDeliverAsOnTheJvmWhenPaired(Bench.Setup setup) {
    for (int snapshots : new int[] {0, 1, 25, 1000}) {
      compare(setup, new Shape(200, 33, 20, 0.02, 0.003, 0.01), PAIRED, snapshots);
    }
    compare(setup, new Shape(200, 33, 20, 0.3, 0.1, 0.3), SHORT_PAIRED, 25);
    compare(setup, new Shape(1, 1, 1, 0.2, 0.03, 0.2), PAIRED, 10);
    compare(setup, new Shape(50, 64, 64, 0.05, 0, 0.005), PAIRED, 0);
    compare(setup, new Shape(300, 10_007, 40, 0.02, 0.003, 0.005), PAIRED, 0);
    compare(setup, new Shape(10_007, 65, 8, 0.003, 0.01, 0.02), SHORT_PAIRED, 0);
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldLearnAndDeliverAsOnTheJvmWhenSpikesAreTimed(Bench.Setup setup) {
    for (PlasticityLayout.Rule rule : STDP) {
      for (int snapshots : new int[] {0, 1, 25, 1000}) {
        compare(setup, new Shape(200, 33, 20, 0.02, 0, 0.01), rule, snapshots);
      }
      compare(setup, new Shape(200, 33, 20, 0.3, 0, 0.3), rule, 25);
      compare(setup, new Shape(1, 1, 1, 0.2, 0, 0.2), rule, 10);
      compare(setup, new Shape(50, 64, 64, 0.05, 0, 0.005), rule, 0);
      compare(setup, new Shape(300, 10_007, 40, 0.02, 0, 0.005), rule, 0);
      compare(setup, new Shape(10_007, 65, 8, 0.003, 0, 0.02), rule, 0);
    }
  }

  private static void compare(
      Bench.Setup setup, Shape shape, PlasticityLayout.Rule rule, int snapshotEvery) {
    PlasticityLayout layout = shape.layout(rule, snapshotEvery);
    NeuronLayout reader = reader(layout);
    try (Device device = setup.open();
        Device reference = new JvmDevice();
        Pair actual = new Pair(device, layout, reader);
        Pair expected = new Pair(reference, layout, reader)) {
      float[] before = expected.weights(0);
      assertThat(actual.weights(0)).isEqualTo(before);
      for (Epoch epoch : Bench.epochs(EPOCHS)) {
        String what = "%s, %s in %s".formatted(shape, rule, epoch);
        Inbound inbound = shape.inbound(layout, epoch);
        assertSame(actual.learn(epoch, inbound), expected.learn(epoch, inbound), what);
        assertSame(actual.read(epoch), expected.read(epoch), what);
      }
      float[] after = expected.weights(9);
      assertThat(actual.weights(9)).isEqualTo(after);
      // Interventions scale weights even where nobody fires.
      assertThat(Arrays.equals(after, before)).isEqualTo(shape.fanOut() == 0);
    }
  }

  private static NeuronLayout reader(PlasticityLayout layout) {
    int cells = layout.slice().cells();
    int[] all = new int[Math.min(cells, 500)];
    for (int i = 0; i < all.length; i++) {
      all[i] = cells - 1 - i;
    }
    return new NeuronLayout(
        layout.slice(),
        new MembraneLayout(false, 14, 0.0004f),
        filled(cells, -68),
        filled(cells, -52),
        filled(cells, -72),
        20,
        new DriveLayout(new float[cells]),
        new float[cells],
        0,
        1,
        1,
        List.of(
            new ReceptorLayout(
                3,
                "P",
                SynapseLayout.expConductance(0.98f, 0),
                0.03f / (1 << 16),
                DELAY,
                new ArrivalLayout.Plastic())),
        null,
        List.of(new StateProbeLayout(0, 0, 0, all, 1)));
  }

  private static float[] filled(int cells, float value) {
    float[] values = new float[cells];
    Arrays.fill(values, value);
    return values;
  }

  private static void assertSame(EpochResult actual, EpochResult expected, String what) {
    assertThat(actual.spikes()).as(what).isEqualTo(expected.spikes());
    assertThat(actual.samples()).as(what).hasSameSizeAs(expected.samples());
    for (int i = 0; i < expected.samples().size(); i++) {
      Sample a = actual.samples().get(i);
      Sample e = expected.samples().get(i);
      assertThat(a.step()).as(what).isEqualTo(e.step());
      assertThat(values(a)).as("%s, step %d", what, a.step()).isEqualTo(values(e));
    }
  }

  private static float[] values(Sample sample) {
    if (sample instanceof Sample.Weights weights) {
      assertThat(List.of(weights.probe(), weights.projection(), weights.firstSynapse()))
          .isEqualTo(List.of(0, 3, 40));
      return weights.weights();
    }
    return ((Sample.States) sample).values();
  }

  /** A projection and the slice that it projects to. */
  private static final class Pair implements AutoCloseable {
    private final PlasticityState writer;
    private final NeuronState reader;

    Pair(Device device, PlasticityLayout layout, NeuronLayout readerLayout) {
      try (ArrivalRing ring = device.createRing("P", 128, layout.slice().cells())) {
        writer = device.createPlasticity(layout, ring);
        reader = device.createNeurons(readerLayout, List.of(ring));
      }
    }

    EpochResult learn(Epoch epoch, Inbound inbound) {
      return writer.advance(epoch, inbound);
    }

    EpochResult read(Epoch epoch) {
      return reader.advance(epoch, new Inbound(List.of(List.of()), List.of()));
    }

    float[] weights(long step) {
      return writer.weights(step).weights();
    }

    @Override
    public void close() {
      writer.close();
      reader.close();
    }
  }
}
