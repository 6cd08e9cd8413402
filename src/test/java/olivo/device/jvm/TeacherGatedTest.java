package olivo.device.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.PlasticityStage;
import olivo.device.layout.Slice;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.SampleSteps;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Changes that wait for the next spike of their source, against changes that are made at once:
 * arrivals of every step and the weights at the end. Some sources fire so rarely that their changes
 * must be made before, others so often that many of them wait at the same time. And the same where
 * rows are near and nothing waits, with so many targets that one bit stands for each, and in parts
 * that threads share.
 */
class TeacherGatedTest {
  private static final HelpedOwner OWNER = new HelpedOwner(2);

  @AfterAll
  static void endHelpers() {
    OWNER.close();
  }

  private static final int TEACHERS = 3;
  private static final int TEACHER_DELAY = 4;
  private static final int DELAY = 2;
  private static final int SLOTS = 64;
  private static final int EPOCH_STEPS = 16;
  private static final float UNITS = 1 << 12;
  private static final float W_MIN = 0.3f;
  private static final float W_MAX = 1.6f;

  @Test
  void shouldChangeWeightsAsIfAtOnceWhenTeachersFireOften() throws InterruptedException {
    compare(30_000, 40, 50, 0.03, new double[] {0.0003, 0.02, 0.4});
  }

  @Test
  void shouldChangeWeightsAsIfAtOnceWhenTeachersFireMoreOftenThanSources()
      throws InterruptedException {
    compare(8_000, 400, 10, 0.05, new double[] {0.0005, 0.002});
  }

  @Test
  void shouldChangeWeightsAsIfAtOnceWhenTeachersHardlyFire() throws InterruptedException {
    compare(30_000, 40, 50, 0.0002, new double[] {0.0003, 0.02, 0.4});
  }

  @Test
  void shouldChangeWeightsAsIfAtOnceWhenSourcesFallSilent() throws InterruptedException {
    compare(30_000, 40, 50, 0.01, new double[] {0, 0.5, 0.00005});
  }

  private static void compare(
      int steps, int sources, int window, double teacherRate, double[] rates)
      throws InterruptedException {
    WorkShares whole = WorkShares.WHOLE;
    compare(9, true, whole, steps, sources, window, teacherRate, rates);
    compare(9, false, whole, steps, sources, window, teacherRate, rates);
    compare(9, true, new WorkShares(5, 1), steps, sources, window, teacherRate, rates);
    compare(9, false, new WorkShares(3, 3), steps, sources, window, teacherRate, rates);
    assertThat(GateVersions.suit(9)).isFalse();
    assertThat(GateVersions.suit(1100)).isTrue();
    compare(1100, true, whole, steps / 4, sources, window, teacherRate, rates);
    WorkShares shares = new WorkShares(4, 3);
    compare(1100, true, shares, steps / 4, sources, window, teacherRate, rates);
  }

  private static void compare(
      int targets,
      boolean far,
      WorkShares shares,
      int steps,
      int sources,
      int window,
      double teacherRate,
      double[] rates)
      throws InterruptedException {
    Random random = new Random(steps + rates.length);
    Csr connections = connections(random, sources, targets);
    Csr teacher = connections(random, TEACHERS, targets);
    PlasticityStage stage = new PlasticityStage(steps / 3, 0.02f, 0.04f, 1.1f);
    JvmArrivalRing ring = new JvmArrivalRing(SLOTS, targets);
    PlasticityLayout layout = layout(targets, connections, teacher, window, List.of(stage));
    PlasticProjection actual = new PlasticProjection(layout, ring, connections, far, shares);
    int[][] fired = spikes(random, steps, sources, rates);
    int[][] taught = spikes(random, steps, TEACHERS, new double[] {teacherRate});

    float[] weight = new float[connections.connections()];
    Arrays.fill(weight, 1);
    long[] lastEvent = new long[targets];
    Arrays.fill(lastEvent, Long.MIN_VALUE / 2);
    float aLtp = 0.01f;
    float aLtd = 0.09f;
    for (int from = 0; from + EPOCH_STEPS <= steps; from += EPOCH_STEPS) {
      int to = from + EPOCH_STEPS;
      Inbound inbound =
          new Inbound(
              List.of(
                  windows(fired, from, to),
                  windows(taught, from - TEACHER_DELAY, to - TEACHER_DELAY),
                  windows(fired, from - window, to - window)),
              List.of());
      OWNER.advance(actual, new Epoch(from, to), inbound);
      for (int step = from; step < to; step++) {
        if (step == stage.fromStep()) {
          aLtp = stage.aLtp();
          aLtd = stage.aLtd();
          for (int i = 0; i < weight.length; i++) {
            weight[i] = clip(weight[i] * stage.factor());
          }
        }
        int[] sums = new int[targets];
        for (int source : fired[step]) {
          for (int i = connections.rowStart()[source];
              i < connections.rowStart()[source + 1];
              i++) {
            sums[connections.target()[i]] += (int) (weight[i] * UNITS + 0.5f);
          }
        }
        assertThat(ring.arriving(step + DELAY)).as("arrivals of step %d", step).isEqualTo(sums);
        float[] taken = new float[targets];
        ring.take(step + DELAY, taken);
        for (int target = 0; target < targets; target++) {
          assertThat(taken[target]).isEqualTo(sums[target]);
        }
        for (int source : step < TEACHER_DELAY ? new int[0] : taught[step - TEACHER_DELAY]) {
          for (int i = teacher.rowStart()[source]; i < teacher.rowStart()[source + 1]; i++) {
            lastEvent[teacher.target()[i]] = step;
          }
        }
        for (int source : step < window ? new int[0] : fired[step - window]) {
          for (int i = connections.rowStart()[source];
              i < connections.rowStart()[source + 1];
              i++) {
            boolean isOpen = lastEvent[connections.target()[i]] > step - window;
            weight[i] = clip(weight[i] + (isOpen ? -aLtd : aLtp));
          }
        }
      }
    }
    float[] canonical = new float[weight.length];
    int next = 0;
    for (int target = 0; target < targets; target++) {
      for (int i = 0; i < weight.length; i++) {
        if (connections.target()[i] == target) {
          canonical[next++] = weight[i];
        }
      }
    }
    assertThat(actual.weights(steps).weights()).isEqualTo(canonical);
    assertThat(IntStream.range(0, canonical.length).mapToObj(i -> canonical[i]).distinct())
        .hasSizeGreaterThan(8);
  }

  private static float clip(float w) {
    return Math.min(Math.max(w, W_MIN), W_MAX);
  }

  private static PlasticityLayout layout(
      int targets, Csr connections, Csr teacher, int window, List<PlasticityStage> stages) {
    return new PlasticityLayout(
        0,
        "P",
        new Slice(0, "T", targets, 0, targets),
        () -> connections,
        DELAY,
        UNITS,
        () -> teacher,
        TEACHER_DELAY,
        new PlasticityLayout.TeacherGated(window),
        1,
        W_MIN,
        W_MAX,
        0.01f,
        0.09f,
        0,
        -1,
        SampleSteps.every(0),
        stages);
  }

  private static Csr connections(Random random, int sources, int targets) {
    List<Integer> all = new ArrayList<>();
    int[] rowStart = new int[sources + 1];
    for (int source = 0; source < sources; source++) {
      for (int target = 0; target < targets; target++) {
        if (random.nextBoolean()) {
          all.add(target);
        }
      }
      rowStart[source + 1] = all.size();
    }
    return new Csr(rowStart, all.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The cells that fire in each step; rates per step are those of the cells in turn. */
  private static int[][] spikes(Random random, int steps, int cells, double[] rates) {
    int[][] spikes = new int[steps][];
    for (int step = 0; step < steps; step++) {
      List<Integer> fired = new ArrayList<>();
      for (int cell = 0; cell < cells; cell++) {
        if (random.nextDouble() < rates[cell % rates.length]) {
          fired.add(cell);
        }
      }
      spikes[step] = fired.stream().mapToInt(Integer::intValue).toArray();
    }
    return spikes;
  }

  private static List<SpikeWindow> windows(int[][] spikes, int from, int to) {
    int begin = Math.max(0, from);
    if (begin >= to) {
      return List.of();
    }
    int[] offsets = new int[to - begin + 1];
    List<Integer> cells = new ArrayList<>();
    for (int step = begin; step < to; step++) {
      for (int cell : spikes[step]) {
        cells.add(cell);
      }
      offsets[step - begin + 1] = cells.size();
    }
    SpikeBatch batch =
        new SpikeBatch(
            new Epoch(begin, to), offsets, cells.stream().mapToInt(Integer::intValue).toArray());
    return List.of(new SpikeWindow(batch, begin, to));
  }
}
