package olivo.device.jvm;

import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SynapseLayout;

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
