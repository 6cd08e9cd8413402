package olivo.latency;

import java.util.Arrays;
import java.util.Optional;
import olivo.engine.exchange.ExchangeObserver;
import olivo.model.Epoch;
import org.HdrHistogram.Histogram;

/**
 * Histograms of one run in ns, for each participant and phase. Written by the clock alone; read
 * once the run has ended. Recording allocates nothing, but for a histogram at the first spike of a
 * participant and at its first wait for a device.
 */
public final class LatencyHistograms implements ExchangeObserver {
  /** Longer times are counted as this one. */
  public static final long HIGHEST_NS = 100_000_000_000L;

  /** Values are kept to one part in a hundred. */
  public static final int SIGNIFICANT_DIGITS = 2;

  /** All phases but one: nobody both records and steps. */
  private static final int KEPT = Phase.values().length - 1;

  private static final int PHASES = Phase.values().length;
  private static final long NEVER = Long.MIN_VALUE;

  private final int recorder;
  private final Histogram[][] histograms;
  private final long[] receivedAtNs;
  private final long[] epochs;

  /**
   * Empty histograms.
   *
   * @param participants number of participants
   * @param recorder which of them records
   */
  public LatencyHistograms(int participants, int recorder) {
    this.recorder = recorder;
    this.histograms = new Histogram[participants][PHASES];
    this.receivedAtNs = new long[participants];
    this.epochs = new long[participants];
    Arrays.fill(receivedAtNs, NEVER);
    for (int i = 0; i < participants; i++) {
      for (Phase phase :
          new Phase[] {
            Phase.QUEUEING,
            workOf(i),
            Phase.MESSAGE,
            Phase.ROUTING,
            Phase.ROUND_TRIP,
            Phase.EPOCH_INTERVAL
          }) {
        histograms[i][phase.ordinal()] = empty();
      }
    }
  }

  /** What all histograms of so many participants take of the heap. */
  public static long bytes(int participants) {
    return (long) participants * KEPT * empty().getEstimatedFootprintInBytes();
  }

  /** A histogram as all of these are. */
  public static Histogram empty() {
    return new Histogram(1, HIGHEST_NS, SIGNIFICANT_DIGITS);
  }

  private Phase workOf(int participant) {
    return participant == recorder ? Phase.RECORDER : Phase.KERNEL;
  }

  @Override
  public void granted(int participant, Epoch epoch) {
    epochs[participant]++;
  }

  @Override
  public void advanced(
      int participant,
      long grantedAtNs,
      long beganAtNs,
      long endedAtNs,
      long receivedAtNs,
      long deviceWaitNs) {
    record(participant, Phase.QUEUEING, beganAtNs - grantedAtNs, 1);
    long workNs = endedAtNs - beganAtNs;
    record(participant, workOf(participant), workNs, 1);
    if (deviceWaitNs > 0) {
      record(participant, Phase.DEVICE_ENQUEUE, workNs - deviceWaitNs, 1);
      record(participant, Phase.DEVICE_WAIT, deviceWaitNs, 1);
    }
    record(participant, Phase.MESSAGE, receivedAtNs - endedAtNs, 1);
    record(participant, Phase.ROUND_TRIP, receivedAtNs - grantedAtNs, 1);
    if (this.receivedAtNs[participant] != NEVER) {
      record(participant, Phase.EPOCH_INTERVAL, receivedAtNs - this.receivedAtNs[participant], 1);
    }
    this.receivedAtNs[participant] = receivedAtNs;
  }

  /** What the recorder takes in is written down and delivered to nobody. */
  @Override
  public void delivered(int participant, int spikes, long waitedNs) {
    if (participant == recorder) {
      return;
    }
    record(participant, Phase.SPIKE, waitedNs, spikes);
  }

  @Override
  public void routed(int participant, long tookNs) {
    record(participant, Phase.ROUTING, tookNs, 1);
  }

  /** Clocks of two processors may differ by a little, so that what follows seems to precede. */
  private void record(int participant, Phase phase, long ns, int times) {
    Histogram histogram = histograms[participant][phase.ordinal()];
    if (histogram == null) {
      histogram = empty();
      histograms[participant][phase.ordinal()] = histogram;
    }
    histogram.recordValueWithCount(Math.max(0, Math.min(HIGHEST_NS, ns)), times);
  }

  /** Number of participants. */
  public int participants() {
    return histograms.length;
  }

  /** How many epochs a participant was granted. */
  public long epochs(int participant) {
    return epochs[participant];
  }

  /** What was recorded of a phase of a participant, if anything was. */
  public Optional<Histogram> of(int participant, Phase phase) {
    return Optional.ofNullable(histograms[participant][phase.ordinal()])
        .filter(histogram -> histogram.getTotalCount() > 0);
  }

  /** What was recorded of a phase of all participants; empty if nothing was. */
  public Histogram of(Phase phase) {
    Histogram sum = empty();
    for (int i = 0; i < histograms.length; i++) {
      of(i, phase).ifPresent(sum::add);
    }
    return sum;
  }
}
