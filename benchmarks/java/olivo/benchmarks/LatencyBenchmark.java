package olivo.benchmarks;

import java.util.concurrent.TimeUnit;
import olivo.latency.LatencyHistograms;
import olivo.model.Epoch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to measure one epoch: its looks at the time, and what is recorded of it? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LatencyBenchmark {
  private static final int PARTICIPANTS = 10;

  /** Windows with spikes in an epoch of the microcircuit, on average. */
  private static final int WINDOWS = 6;

  private final LatencyHistograms latencies = new LatencyHistograms(PARTICIPANTS, PARTICIPANTS - 1);
  private final Epoch epoch = new Epoch(0, 1);
  private int participant;
  private int noise;

  /** One epoch, of one participant after the other. */
  @Benchmark
  public void epoch() {
    participant = (participant + 1) % PARTICIPANTS;
    // Times differ, as they do in a run: the same counters would stay in the first cache.
    noise = noise * 1664525 + 1013904223;
    int spreadNs = noise >>> 16;
    long grantedAtNs = System.nanoTime();
    latencies.granted(participant, epoch);
    long beganAtNs = System.nanoTime() + (spreadNs >>> 2);
    long endedAtNs = System.nanoTime() + spreadNs;
    long receivedAtNs = System.nanoTime() + spreadNs + (spreadNs >>> 3);
    latencies.advanced(participant, grantedAtNs, beganAtNs, endedAtNs, receivedAtNs, 0);
    for (int i = 0; i < WINDOWS; i++) {
      latencies.delivered(participant, 1 + i, (long) spreadNs << i);
    }
    latencies.routed(participant, System.nanoTime() + (spreadNs >>> 4) - grantedAtNs);
  }
}
