package olivo.device.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SynapseLayout;
import olivo.device.layout.SynapseLayout.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds what receptors compute against the formulas of {@link SynapseLayout}, bit for bit. */
class ReceptorTest {
  private static final int CELLS = 1000;
  private static final int STEPS = 3000;

  /** The same number of units for all cells in each step, and nothing at all in most. */
  private static final class Sparse implements Arrivals {
    private final float[] units = new float[CELLS];

    private static float unitsAt(long step) {
      return step % 1000 == 1 ? step : 0;
    }

    @Override
    public void deliver(long step) {
      Arrays.fill(units, unitsAt(step));
    }

    @Override
    public float[] take(long step) {
      return units;
    }
  }

  /** The amplitude of one cell after another, each after a step more. */
  private static float[] amplitudes(SynapseLayout synapse, float quantum) {
    float[] each = new float[STEPS];
    ReceptorLayout layout =
        new ReceptorLayout(0, "test", synapse, quantum, 1, new ArrivalLayout.Plastic());
    Receptor receptor = Receptor.of(layout, false, new Sparse(), CELLS);
    receptor.retune(synapse, quantum);
    for (int step = 0; step < STEPS; step++) {
      receptor.deliver(step);
      receptor.act(step, new float[CELLS], new float[CELLS]);
      each[step] = receptor.amplitude(step % CELLS);
    }
    return each;
  }

  private static float less(float amplitude) {
    return Math.max(amplitude - ReceptorLayout.FLUSH, 0);
  }

  /** Amplitudes of a cell after each step, by the formula of the layout. */
  private static float[] expected(SynapseLayout synapse, float quantum) {
    float[] each = new float[STEPS];
    float amplitude = 0;
    float rising = 0;
    for (int step = 0; step < STEPS; step++) {
      float arriving = quantum * Sparse.unitsAt(step);
      if (synapse.kind().isAlpha()) {
        amplitude = less(amplitude * synapse.decay() + rising * synapse.rise());
        rising = less(rising * synapse.decay()) + arriving;
      } else {
        amplitude = less(amplitude * synapse.decay()) + arriving;
      }
      each[step] = amplitude;
    }
    return each;
  }

  @ParameterizedTest
  @EnumSource(names = "DELTA", mode = EnumSource.Mode.EXCLUDE)
  void shouldRiseAndDecayAsTheLayoutSaysDownToNothing(Kind kind) {
    Random random = new Random(kind.ordinal());
    for (int i = 0; i < 20; i++) {
      float decay = 1 - (float) Math.pow(10, -3 * random.nextDouble());
      float rise = kind.isAlpha() ? (float) Math.pow(10, -4 * random.nextDouble()) : 0;
      float quantum = (float) Math.pow(10, 3 - 25 * random.nextDouble());
      SynapseLayout synapse = new SynapseLayout(kind, decay, rise, -75, 1, 0);
      assertThat(amplitudes(synapse, quantum)).isEqualTo(expected(synapse, quantum));
    }
  }
}
