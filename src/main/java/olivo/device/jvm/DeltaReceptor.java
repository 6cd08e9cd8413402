package olivo.device.jvm;

import olivo.device.layout.ReceptorLayout;

/** Jumps of the potential. */
final class DeltaReceptor extends Receptor {
  private final float[] jump;

  DeltaReceptor(ReceptorLayout layout, Arrivals arrivals, int cells) {
    super(layout, arrivals);
    this.jump = new float[cells];
  }

  @Override
  float amplitude(int cell) {
    return jump[cell];
  }

  @Override
  void act(long step, float[] v, float[] sum) {
    float[] arrived = arrive(step);
    for (int cell = 0; cell < sum.length; cell++) {
      jump[cell] = quantum() * arrived[cell];
    }
    inject(jump, synapse().gain(), sum);
  }
}
