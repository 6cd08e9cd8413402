package olivo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.model.Topology;
import olivo.testing.Collected;
import olivo.testing.Runs;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private static final int RUNS = 20;
  private static final long PATIENCE_S = 20;

  @Test
  void shouldLeaveNoThreadsBehindAfterManyRuns() throws InterruptedException {
    Topology topology = Plans.topology(500);
    ExchangePlan plan = Plans.of(topology, Partition.WHOLE);
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    Set<Thread> seen = new HashSet<>();
    for (int run = 0; run < RUNS; run++) {
      FakeDevice device =
          new FakeDevice(
              (name, step) -> {
                if (name.equals("PF") && step == 250) {
                  seen.addAll(Thread.getAllStackTraces().keySet());
                }
              });
      Collected kept = new Collected(topology.populations().size());
      Cast cast = Cast.create(plan, Plans.PACING, slice -> device);
      assertThat(Runs.outcomeOf(plan, cast, kept, ClockActor.Patience.DEFAULT, 2))
          .isEqualTo(new RunOutcome.Completed());
    }
    assertThat(seen)
        .as("threads of runs under way")
        .anyMatch(thread -> thread.getName().contains("olivo.participants-dispatcher"));
    seen.addAll(Thread.getAllStackTraces().keySet());
    seen.removeAll(before);
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    for (Thread thread : seen) {
      if (thread.getName().contains("olivo") || thread.getName().contains("pekko")) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime())));
        assertThat(thread.isAlive()).as("%s is still there", thread).isFalse();
      }
    }
  }
}
