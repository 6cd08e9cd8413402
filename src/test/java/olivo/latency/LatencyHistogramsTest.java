package olivo.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import olivo.model.Epoch;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyHistogramsTest {
  private static final int POPULATION = 0;
  private static final int RECORDER = 1;

  private final LatencyHistograms latencies = new LatencyHistograms(2, RECORDER);

  private void assertOnly(int participant, Phase phase, long ns, int times) {
    Histogram histogram = latencies.of(participant, phase).orElseThrow();
    assertThat(histogram.getTotalCount()).as("%s", phase).isEqualTo(times);
    assertThat(histogram.getCountAtValue(ns)).as("%s", phase).isEqualTo(times);
  }

  @Test
  void shouldTakeEveryPhaseFromItsStamps() {
    latencies.advanced(POPULATION, 1000, 1010, 1110, 1113, 0);
    assertOnly(POPULATION, Phase.QUEUEING, 10, 1);
    assertOnly(POPULATION, Phase.KERNEL, 100, 1);
    assertOnly(POPULATION, Phase.MESSAGE, 3, 1);
    assertOnly(POPULATION, Phase.ROUND_TRIP, 113, 1);
    assertThat(latencies.of(POPULATION, Phase.RECORDER)).isEmpty();
    assertThat(latencies.of(POPULATION, Phase.DEVICE_WAIT)).isEmpty();
    assertThat(latencies.of(POPULATION, Phase.EPOCH_INTERVAL)).isEmpty();
    latencies.advanced(POPULATION, 1120, 1130, 1180, 1200, 0);
    assertOnly(POPULATION, Phase.EPOCH_INTERVAL, 87, 1);
    latencies.routed(POPULATION, 40);
    assertOnly(POPULATION, Phase.ROUTING, 40, 1);
    assertThat(latencies.of(RECORDER, Phase.QUEUEING)).isEmpty();
  }

  @Test
  void shouldCallTheWorkOfTheRecorderItsOwn() {
    latencies.advanced(RECORDER, 0, 10, 110, 113, 0);
    assertOnly(RECORDER, Phase.RECORDER, 100, 1);
    assertThat(latencies.of(RECORDER, Phase.KERNEL)).isEmpty();
  }

  @Test
  void shouldDivideTheTimeOnADevice() {
    latencies.advanced(POPULATION, 0, 0, 100, 100, 70);
    assertOnly(POPULATION, Phase.KERNEL, 100, 1);
    assertOnly(POPULATION, Phase.DEVICE_ENQUEUE, 30, 1);
    assertOnly(POPULATION, Phase.DEVICE_WAIT, 70, 1);
  }

  @Test
  void shouldCountEverySpike() {
    latencies.delivered(POPULATION, 5, 20);
    latencies.delivered(RECORDER, 7, 20);
    assertOnly(POPULATION, Phase.SPIKE, 20, 5);
    assertThat(latencies.of(RECORDER, Phase.SPIKE)).isEmpty();
  }

  @Test
  void shouldKeepWhatLiesOutsideOfItsRangeAtTheEnds() {
    latencies.advanced(POPULATION, 100, 90, 90, 2 * LatencyHistograms.HIGHEST_NS, 0);
    assertOnly(POPULATION, Phase.QUEUEING, 0, 1);
    assertOnly(POPULATION, Phase.MESSAGE, LatencyHistograms.HIGHEST_NS, 1);
  }

  @Test
  void shouldSumOverParticipants() {
    latencies.advanced(POPULATION, 0, 10, 20, 30, 0);
    latencies.advanced(RECORDER, 0, 50, 60, 70, 0);
    assertThat(latencies.of(Phase.QUEUEING).getTotalCount()).isEqualTo(2);
    assertThat(latencies.of(Phase.QUEUEING).getMaxValue()).isEqualTo(50);
    assertThat(latencies.of(Phase.SPIKE).getTotalCount()).isZero();
  }

  @Test
  void shouldTellPercentilesInMicroseconds() {
    for (int i = 1; i <= 100; i++) {
      latencies.routed(POPULATION, i * 1000);
    }
    Map<?, ?> tree = LatencySummary.of(latencies, List.of("PF", "recorder"));
    Map<?, ?> routing = (Map<?, ?>) ((Map<?, ?>) tree.get("phases")).get("routing");
    assertThat(routing.keySet())
        .isEqualTo(
            Map.of(
                    "count",
                    0,
                    "total_ms",
                    0,
                    "p50_us",
                    0,
                    "p90_us",
                    0,
                    "p99_us",
                    0,
                    "p99_9_us",
                    0,
                    "max_us",
                    0)
                .keySet());
    assertThat(routing.get("count")).isEqualTo(100L);
    assertThat((double) routing.get("total_ms")).isCloseTo(5.05, withinPercentage(1));
    assertThat((double) routing.get("p50_us")).isBetween(50.0, 50.5);
    assertThat((double) routing.get("p99_us")).isBetween(99.0, 99.99);
    assertThat((double) routing.get("max_us")).isBetween(100.0, 101.0);
    assertThat(((Map<?, ?>) tree.get("participants")).get("recorder")).isEqualTo(Map.of());
  }

  @Test
  void shouldAllocateNothingOnceASpikeAndAWaitWereSeen() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Epoch epoch = new Epoch(0, 1);
    report(epoch, 20_000);
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    report(epoch, 10_000);
    assertThat(threads.getThreadAllocatedBytes(thread) - before).isZero();
  }

  private void report(Epoch epoch, int times) {
    for (int i = 0; i < times; i++) {
      latencies.granted(POPULATION, epoch);
      long t = 1000L * i;
      latencies.advanced(POPULATION, t, t + 10, t + 500 + i, t + 700 + i, 1 + i);
      latencies.delivered(POPULATION, 3, 17L * i);
      latencies.routed(POPULATION, 13L * i);
    }
  }
}
