package olivo.analysis;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import olivo.model.TimeStep;
import olivo.record.format.Recording;

/**
 * Everything that is measured of the spikes of one population in a window; NaN where a figure is
 * not defined.
 *
 * @param rateHz mean rate of a cell
 * @param rateSdHz standard deviation over cells of the rate
 * @param rateMinHz rate of the slowest cell
 * @param rateMaxHz rate of the fastest cell
 * @param isiCv CV of the interspike intervals, see {@link FiringStatistics}
 * @param cv2 CV2
 * @param lv LV
 * @param fanoFactor Fano factor in bins of {@value #FANO_BIN_MS} ms
 * @param pairCorrelations mean pair correlation by bin width in ms (10, 50, 100); empty for
 *     populations of more than {@value #MAX_PAIRED} cells
 * @param syncShare share of synchronous spikes within {@value #SYNC_MS} ms, see {@link Synchrony}
 * @param maxCoincident most spikes within {@value #SYNC_MS} ms of a spike
 */
public record PopulationStatistics(
    double rateHz,
    double rateSdHz,
    double rateMinHz,
    double rateMaxHz,
    double isiCv,
    double cv2,
    double lv,
    double fanoFactor,
    Map<Integer, Double> pairCorrelations,
    double syncShare,
    int maxCoincident) {
  /** Width of the bins of the Fano factor in ms. */
  public static final int FANO_BIN_MS = 1000;

  /** Half width in ms within which spikes count as coincident. */
  public static final int SYNC_MS = 5;

  /** Largest population whose pairs are correlated. */
  public static final int MAX_PAIRED = 64;

  private static final int[] CORRELATION_BINS_MS = {10, 50, 100};

  public PopulationStatistics {
    pairCorrelations = Collections.unmodifiableMap(new TreeMap<>(pairCorrelations));
  }

  /**
   * Measures the recorded cells of one population in the steps [fromStep, toStep), cut to what is
   * recorded, in one pass.
   *
   * @param population index of a recorded population
   */
  public static PopulationStatistics of(
      Recording recording, int population, long fromStep, long toStep) throws IOException {
    RecordedPart part = RecordedPart.of(recording, population);
    int size = part.size();
    TimeStep dt = new TimeStep(recording.header().dtMs());
    long from = part.within(fromStep, toStep).fromStep();
    long to = part.within(fromStep, toStep).toStep();

    FiringStatistics firing = new FiringStatistics(size, dt.dtMs(), from, to);
    FanoFactor fano = new FanoFactor(size, dt.delaySteps(FANO_BIN_MS), from, to);
    Synchrony synchrony = new Synchrony(size, dt.nearestSteps(SYNC_MS), from, to);
    int widths = size <= MAX_PAIRED ? CORRELATION_BINS_MS.length : 0;
    PairCorrelation[] pairs = new PairCorrelation[widths];
    for (int i = 0; i < widths; i++) {
      pairs[i] = new PairCorrelation(size, dt.delaySteps(CORRELATION_BINS_MS[i]), from, to);
    }
    part.spikes(
        recording,
        (step, cell) -> {
          firing.spike(step, cell);
          fano.spike(step, cell);
          synchrony.spike(step, cell);
          for (PairCorrelation pair : pairs) {
            pair.spike(step, cell);
          }
        });

    Map<Integer, Double> correlations = new TreeMap<>();
    for (int i = 0; i < widths; i++) {
      correlations.put(CORRELATION_BINS_MS[i], pairs[i].mean());
    }
    return new PopulationStatistics(
        firing.rateHz(),
        firing.rateSdHz(),
        firing.rateMinHz(),
        firing.rateMaxHz(),
        firing.isiCv(),
        firing.cv2(),
        firing.lv(),
        fano.mean(),
        correlations,
        synchrony.syncShare(),
        synchrony.maxCoincident());
  }
}
