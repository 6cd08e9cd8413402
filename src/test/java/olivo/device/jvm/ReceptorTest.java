package olivo.device.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SynapseLayout;
import olivo.device.layout.SynapseLayout.Kind;
import org.junit.jupiter.api.Test;

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

  @Test
  void shouldDecayAsTheLayoutSaysDownToNothing() {
    Random random = new Random(1);
    for (Kind kind : Stream.of(Kind.EXP_CONDUCTANCE, Kind.EXP_CURRENT).toList()) {
      for (int i = 0; i < 20; i++) {
        float decay = 1 - (float) Math.pow(10, -3 * random.nextDouble());
        float quantum = (float) Math.pow(10, 3 - 25 * random.nextDouble());
        SynapseLayout synapse = new SynapseLayout(kind, decay, 0, -75, 1, 0);
        float[] expected = new float[STEPS];
        float amplitude = 0;
        for (int step = 0; step < STEPS; step++) {
          amplitude = less(amplitude * decay) + quantum * Sparse.unitsAt(step);
          expected[step] = amplitude;
        }
        assertThat(amplitudes(synapse, quantum)).isEqualTo(expected);
      }
    }
  }

  @Test
  void shouldRiseAndDecayAsTheLayoutSays() {
    Random random = new Random(2);
    for (Kind kind : Stream.of(Kind.ALPHA_CONDUCTANCE, Kind.ALPHA_CURRENT).toList()) {
      for (int i = 0; i < 20; i++) {
        float decay = 1 - (float) Math.pow(10, -3 * random.nextDouble());
        float rise = (float) Math.pow(10, -4 * random.nextDouble());
        float quantum = (float) Math.pow(10, 3 - 25 * random.nextDouble());
        SynapseLayout synapse = new SynapseLayout(kind, decay, rise, -75, 1, 0);
        float[] expected = new float[STEPS];
        float amplitude = 0;
        float rising = 0;
        for (int step = 0; step < STEPS; step++) {
          amplitude = less(amplitude * decay + rising * rise);
          rising = less(rising * decay) + quantum * Sparse.unitsAt(step);
          expected[step] = amplitude;
        }
        assertThat(amplitudes(synapse, quantum)).isEqualTo(expected);
      }
    }
  }
}
