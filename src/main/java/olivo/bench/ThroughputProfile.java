package olivo.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one configuration of a throughput benchmark.
 *
 * @param scale how many times the size of the default circuit
 * @param device where it ran, as asked for
 * @param threads that stepped it
 * @param forks its processes
 */
public record ThroughputProfile(int scale, String device, int threads, List<ForkResult> forks) {
  private static final double MIB = 1 << 20;

  /** A name that is the same for the same configuration. */
  public String name() {
    return "x" + scale + " " + device + " t" + threads;
  }

  /** Wall time over simulated time. */
  public Metric realTimeFactor() {
    return metric("rtf", "", true, ofRuns(ForkResult.Run::realTimeFactor));
  }

  /** From the start of a process to the first step. */
  public Metric setUp() {
    return metric("set-up", "s", true, fork -> new double[] {fork.setupS()});
  }

  /** Largest resident set. */
  public Metric peakMemory() {
    return metric("memory", "MiB", false, fork -> new double[] {fork.peakResidentBytes() / MIB});
  }

  /** Spikes times the synapses that they reach, for a second of wall time. */
  public Metric eventsPerS() {
    return metric("events", "1/s", true, ofRuns(run -> run.synapticEvents() / run.loopS()));
  }

  /** What is compared: the lower the better. */
  public List<Metric> metrics() {
    return List.of(realTimeFactor(), setUp(), peakMemory());
  }

  private static Function<ForkResult, double[]> ofRuns(ToDoubleFunction<ForkResult.Run> figure) {
    return fork -> fork.runs().stream().mapToDouble(figure).toArray();
  }

  private Metric metric(
      String what, String unit, boolean isTime, Function<ForkResult, double[]> figures) {
    return new Metric(
        name() + " " + what,
        unit,
        isTime,
        forks.stream().map(ForkResult::calibrationNs).toList(),
        forks.stream().map(figures).toList());
  }

  /** Its row of the table, for files. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("scale", scale);
    tree.put("device", device);
    tree.put("threads", threads);
    tree.put("simulated_s", forks.get(0).runs().get(0).simulatedS());
    tree.put("real_time_factor", realTimeFactor().median());
    tree.put("real_time_factor_least", realTimeFactor().least());
    tree.put("real_time_factor_largest", realTimeFactor().largest());
    tree.put("synaptic_events_per_s", eventsPerS().median());
    tree.put("setup_s", setUp().median());
    tree.put("peak_resident_mib", peakMemory().median());
    return tree;
  }
}
