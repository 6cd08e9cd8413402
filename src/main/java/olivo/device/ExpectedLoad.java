package olivo.device;

/**
 * What a participant is expected to be busy with; buffers grow with it.
 *
 * @param epochSteps its longest epoch
 * @param emitted spikes that it emits in a step
 * @param inbound spikes that come in a step, by port; those beyond the last are 0
 */
public record ExpectedLoad(int epochSteps, double emitted, double[] inbound) {
  /** Deviations from what is expected that a long run meets at some time. */
  private static final double DEVIATIONS = 4;

  /** Most spikes of a port in an epoch. */
  public long mostInbound(int port) {
    return port < inbound.length ? most(inbound[port]) : 0;
  }

  /** Most spikes that it emits in an epoch. */
  public long mostEmitted() {
    return most(emitted);
  }

  private long most(double perStep) {
    double expected = perStep * epochSteps;
    return (long) Math.ceil(expected + DEVIATIONS * Math.sqrt(expected));
  }
}
