package olivo.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a measuring process hands back.
 *
 * @param calibrations one before each run and one after the last
 * @param runs the measured runs, in their order
 * @param setupS from the start of the process to the first step of its first run
 * @param peakResidentBytes largest resident set of the process, 0 if unknown
 */
public record ForkResult(
    List<Calibration> calibrations, List<Run> runs, double setupS, long peakResidentBytes) {
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  /**
   * A measured run.
   *
   * @param loopS wall time from the first step to the last one recorded
   * @param simulatedS simulated time
   * @param synapticEvents spikes times the synapses that they reach
   * @param spikeDigest says whether runs are the same
   * @param participants encoded histograms by phase, by participant
   */
  public record Run(
      double loopS,
      double simulatedS,
      long synapticEvents,
      String spikeDigest,
      Map<String, Map<String, String>> participants) {
    /** Wall time over simulated time. */
    public double realTimeFactor() {
      return loopS / simulatedS;
    }
  }

  /** The process's calibration: the median of all. */
  public double calibrationNs() {
    return Medians.of(calibrations.stream().mapToDouble(Calibration::combinedNs).toArray());
  }

  /** Writes it for the process that waits for it. */
  public void write(Path file) throws IOException {
    Files.writeString(file, GSON.toJson(this));
  }

  /** Reads what {@link #write} wrote. */
  public static ForkResult read(Path file) throws IOException {
    return GSON.fromJson(Files.readString(file), ForkResult.class);
  }
}
