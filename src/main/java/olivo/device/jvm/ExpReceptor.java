package olivo.device.jvm;

import olivo.device.NeuronState;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SynapseLayout;
import olivo.model.StateArrays;

/** A conductance or current that decays exponentially. */
final class ExpReceptor extends Receptor {
  private final boolean exact;
  private final float[] amplitude;

  ExpReceptor(ReceptorLayout layout, boolean exact, Arrivals arrivals, int cells) {
    super(layout, arrivals);
    this.exact = exact;
    this.amplitude = new float[cells];
  }

  @Override
  float amplitude(int cell) {
    return amplitude[cell];
  }

  @Override
  void save(long step, StateArrays into) {
    super.save(step, into);
    into.put(NeuronState.AMPLITUDE + name(), amplitude.clone());
  }

  @Override
  void restore(long step, StateArrays.Reader from) {
    super.restore(step, from);
    int cells = amplitude.length;
    float[] saved = from.floats(NeuronState.AMPLITUDE + name(), cells);
    System.arraycopy(saved, 0, amplitude, 0, cells);
  }

  @Override
  void act(long step, float[] v, float[] sum) {
    SynapseLayout synapse = synapse();
    if (synapse.kind().isConductance() && !exact) {
      decayAndConduct(amplitude, synapse, quantum(), arrive(step), v, sum);
    } else if (exact) {
      inject(amplitude, synapse.gain(), sum);
      decay(amplitude, synapse, quantum(), arrive(step));
    } else {
      decay(amplitude, synapse, quantum(), arrive(step));
      inject(amplitude, synapse.gain(), sum);
    }
  }
}
