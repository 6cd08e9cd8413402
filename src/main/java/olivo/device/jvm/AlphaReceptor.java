package olivo.device.jvm;

import olivo.device.NeuronState;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SynapseLayout;
import olivo.model.StateArrays;

/** A conductance or current that rises and falls as an alpha function. */
final class AlphaReceptor extends Receptor {
  private final boolean exact;
  private final float[] amplitude;
  private final float[] rising;

  AlphaReceptor(ReceptorLayout layout, boolean exact, Arrivals arrivals, int cells) {
    super(layout, arrivals);
    this.exact = exact;
    this.amplitude = new float[cells];
    this.rising = new float[cells];
  }

  @Override
  float amplitude(int cell) {
    return amplitude[cell];
  }

  @Override
  void save(long step, StateArrays into) {
    super.save(step, into);
    into.put(NeuronState.AMPLITUDE + name(), amplitude.clone());
    into.put(NeuronState.RISING + name(), rising.clone());
  }

  @Override
  void restore(long step, StateArrays.Reader from) {
    super.restore(step, from);
    int cells = amplitude.length;
    float[] saved = from.floats(NeuronState.AMPLITUDE + name(), cells);
    System.arraycopy(saved, 0, amplitude, 0, cells);
    float[] savedRising = from.floats(NeuronState.RISING + name(), cells);
    System.arraycopy(savedRising, 0, rising, 0, cells);
  }

  @Override
  void act(long step, float[] v, float[] sum) {
    SynapseLayout synapse = synapse();
    if (exact) {
      injectBoth(synapse, sum);
    }
    rise(synapse);
    decay(rising, synapse, quantum(), arrive(step));
    if (synapse.kind().isConductance()) {
      conduct(amplitude, synapse.eRevMv(), v, sum);
    } else if (!exact) {
      inject(amplitude, synapse.gain(), sum);
    }
  }

  private void injectBoth(SynapseLayout synapse, float[] sum) {
    float gain = synapse.gain();
    float riseGain = synapse.riseGain();
    for (int cell = 0; cell < sum.length; cell++) {
      sum[cell] += gain * amplitude[cell] + riseGain * rising[cell];
    }
  }

  private void rise(SynapseLayout synapse) {
    float halfDecay = synapse.decay() / 2;
    float halfRise = synapse.rise() / 2;
    for (int cell = 0; cell < amplitude.length; cell++) {
      amplitude[cell] =
          twiceIfPositive(amplitude[cell] * halfDecay + rising[cell] * halfRise - HALF_FLUSH);
    }
  }
}
