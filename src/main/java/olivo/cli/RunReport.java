package olivo.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olivo.analysis.RunStatistics;
import olivo.config.ReadResult;
import olivo.latency.LatencyHistograms;
import olivo.latency.LatencySummary;
import olivo.model.Population;
import olivo.model.TimeWindow;
import olivo.model.Topology;
import olivo.record.RecordingProgress;

/**
 * Everything about a run that its {@code run.json} says.
 *
 * @param read the topology as read
 * @param status {@code completed}, {@code interrupted} or {@code failed}
 * @param failure what happened, or null
 * @param devices where populations lived
 * @param reasons why there, where that was left to the simulator
 * @param threads threads of clock and participants
 * @param before what had been simulated before this process went on with the run
 * @param recorded how far the recording goes
 * @param digests by {@code spikes} and {@code weights}; none where the recording was not finished
 * @param synapticEvents spikes times the synapses that they reach
 * @param participants names of the participants
 * @param latencies how long what took, by position of the participants
 * @param wall wall times
 * @param statistics rates, CVs and weights
 */
record RunReport(
    ReadResult read,
    String status,
    String failure,
    List<DeviceUse> devices,
    List<String> reasons,
    int threads,
    Before before,
    RecordingProgress recorded,
    Map<String, String> digests,
    long synapticEvents,
    List<String> participants,
    LatencyHistograms latencies,
    WallTimes wall,
    RunStatistics statistics) {
  /** Status of a run that came to its end. */
  static final String COMPLETED = "completed";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /**
   * What was there when a process went on with a run.
   *
   * @param steps steps that were complete
   * @param synapticEvents as in the report
   */
  record Before(long steps, long synapticEvents) {}

  /**
   * Wall times in s.
   *
   * @param setupS from the start of the process to the first step
   * @param loopS from the first step to the last one recorded
   * @param totalS from the start of the process to the report
   */
  record WallTimes(double setupS, double loopS, double totalS) {}

  /**
   * A device with what lived on it.
   *
   * @param name its name
   * @param description one line for people
   * @param slices populations, with their cells where they are cut
   */
  record DeviceUse(String name, String description, List<String> slices) {}

  Topology topology() {
    return read.topology();
  }

  double simulatedS() {
    return topology().step().toMs(recorded.recordedSteps()) * 1e-3;
  }

  /** Simulated time before this process went on, in s. */
  double resumedS() {
    return topology().step().toMs(before.steps()) * 1e-3;
  }

  /** Synaptic events for each second of wall time of this process. */
  double synapticEventsPerS() {
    return (synapticEvents - before.synapticEvents()) / wall.loopS();
  }

  double realTimeFactor() {
    return wall.loopS() / (simulatedS() - resumedS());
  }

  void write(Path file) throws IOException {
    RunDirectory.writeWhole(file, GSON.toJson(tree()) + "\n");
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", status);
    if (failure != null) {
      tree.put("failure", failure);
    }
    tree.put(
        "topology",
        mapOf(
            "name",
            topology().name(),
            "sha256",
            read.sha256(),
            "resolved",
            JsonParser.parseString(read.resolvedHocon())));
    tree.put("seed", topology().seed());
    tree.put("dt_ms", topology().step().dtMs());
    tree.put("steps", recorded.recordedSteps());
    if (before.steps() > 0) {
      tree.put("resumed_step", before.steps());
    }
    if (!topology().protocol().isEmpty()) {
      tree.put("protocol", new ProtocolOutline(topology()).tree());
    }
    tree.put("version", BuildVersion.version());
    tree.put("java", BuildVersion.java());
    tree.put("threads", threads);
    tree.put(
        "devices",
        devices.stream()
            .map(
                device ->
                    mapOf(
                        "name",
                        device.name(),
                        "description",
                        device.description(),
                        "slices",
                        device.slices()))
            .toList());
    tree.put("placement_reasons", reasons);
    tree.put(
        "wall_s",
        mapOf(
            "setup",
            rounded(wall.setupS()),
            "loop",
            rounded(wall.loopS()),
            "total",
            rounded(wall.totalS())));
    tree.put("real_time_factor", simulatedS() > resumedS() ? realTimeFactor() : null);
    tree.put("synaptic_events", synapticEvents);
    tree.put("epochs", epochs());
    tree.put("latency", LatencySummary.of(latencies, participants));
    tree.put("populations", populations());
    tree.put("weights", statistics.toMap().get("weights"));
    tree.put("digests", mapOf("spikes", digests.get("spikes"), "weights", digests.get("weights")));
    return tree;
  }

  private Map<String, Long> epochs() {
    Map<String, Long> byName = new LinkedHashMap<>();
    for (int i = 0; i < participants.size(); i++) {
      byName.put(participants.get(i), latencies.epochs(i));
    }
    return byName;
  }

  /**
   * Figures of recorded populations, size and number of spikes of all. The latter counts all
   * spikes, as digests do; of how many the figures are is said where that is not all.
   */
  private Map<String, Object> populations() {
    Map<String, Object> populations = new LinkedHashMap<>();
    Map<?, ?> figures = (Map<?, ?>) statistics.toMap().get("populations");
    for (int i = 0; i < topology().populations().size(); i++) {
      Population population = topology().populations().get(i);
      Map<String, Object> ofPopulation =
          mapOf("size", population.size(), "spikes", recorded.spikeCounts()[i]);
      if (figures.get(population.name()) instanceof Map<?, ?> ofRecorded) {
        ofRecorded.forEach((key, value) -> ofPopulation.putIfAbsent((String) key, value));
        if (isPartial(population)) {
          ofPopulation.put("recorded_spikes", ofRecorded.get("spikes"));
        }
      }
      populations.put(population.name(), ofPopulation);
    }
    return populations;
  }

  /** Whether some spikes of a population are recorded and others are not. */
  boolean isPartial(Population population) {
    return topology()
        .recording()
        .spikesOf(population.name())
        .filter(
            probe ->
                probe.cells().countIn(population.size()) < population.size()
                    || !probe.window().equals(TimeWindow.ALWAYS))
        .isPresent();
  }

  private static Map<String, Object> mapOf(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
