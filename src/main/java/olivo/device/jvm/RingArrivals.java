package olivo.device.jvm;

/** Arrivals of a plastic projection, which its own participant has written into a ring. */
final class RingArrivals implements Arrivals {
  private final JvmArrivalRing ring;
  private final float[] arrived;

  RingArrivals(JvmArrivalRing ring) {
    this.ring = ring;
    this.arrived = new float[ring.cells()];
  }

  @Override
  public float[] take(long step) {
    ring.take(step, arrived);
    return arrived;
  }
}
