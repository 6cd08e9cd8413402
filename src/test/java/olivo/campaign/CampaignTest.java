package olivo.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import olivo.analysis.RateCourse;
import olivo.config.TopologyReader;
import olivo.config.Variation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CampaignTest {
  private static final String TOPOLOGY =
      "name = t, dt = 1 ms, duration = 1 s, populations.IN"
          + " { size = 2, model { type = bernoulli-source, rate = 5 Hz } }";

  private static List<PlannedRun> runs(int count) {
    RunPlanner planner = new RunPlanner();
    GridPoint point = Grid.points(List.of(new Variation("a", List.of("1")))).get(0);
    for (int seed = 0; seed < count; seed++) {
      planner.add(point, TopologyReader.readString(TOPOLOGY, "t", List.of("seed=" + seed)));
    }
    return planner.runs();
  }

  private static RunResult completed(PlannedRun run) {
    String json =
        "{status: completed, populations: {IN: {size: 2, spikes: 3, rate_hz: "
            + run.seed()
            + ", rate_window_s: [0.5, 1]}}, weights: {}, digests: {spikes: ab},"
            + " wall_s: {total: 1.5}, real_time_factor: 0.1}";
    return RunResult.of(run, JsonParser.parseString(json).getAsJsonObject());
  }

  /** An executor whose runs take no time. */
  private static class Prompt implements RunExecutor {
    private final Set<Long> executed = new ConcurrentSkipListSet<>();
    private volatile boolean stopped;

    @Override
    public Optional<RunResult> earlier(PlannedRun run) {
      return Optional.empty();
    }

    @Override
    public RunResult execute(PlannedRun run, int threads)
        throws RunFailedException, InterruptedException {
      executed.add(run.seed());
      return completed(run);
    }

    @Override
    public void stop() {
      stopped = true;
    }

    @Override
    public Map<String, RateCourse> rates(PlannedRun run) {
      return Map.of();
    }
  }

  @Test
  void shouldMakeAllRunsAndKeepTheirOrder() throws InterruptedException {
    Prompt executor = new Prompt();
    List<Integer> open = Collections.synchronizedList(new ArrayList<>());
    Campaign campaign =
        new Campaign(
            runs(20),
            executor,
            (results, latest) ->
                open.add(
                    (int)
                        results.stream()
                            .filter(r -> r.status() == RunResult.Status.PENDING)
                            .count()));
    List<RunResult> results = campaign.run(3, 2);
    assertThat(results).hasSize(20).allMatch(RunResult::completed);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(results.get(seed).number("IN.rate_hz")).hasValue(seed);
    }
    assertThat(open).hasSize(21).startsWith(20, 19).endsWith(1, 0);
  }

  @Test
  void shouldNotRunAgainWhatIsThere() throws InterruptedException {
    Prompt executor =
        new Prompt() {
          @Override
          public Optional<RunResult> earlier(PlannedRun run) {
            return run.seed() % 2 == 0 ? Optional.of(completed(run)) : Optional.empty();
          }
        };
    List<RunResult> results = new Campaign(runs(5), executor, (r, l) -> {}).run(2, 2);
    assertThat(results).allMatch(RunResult::completed);
    assertThat(executor.executed).containsExactly(1L, 3L);
  }

  @Test
  void shouldGoOnWhereOneFails() throws InterruptedException {
    Prompt executor =
        new Prompt() {
          @Override
          public RunResult execute(PlannedRun run, int threads)
              throws RunFailedException, InterruptedException {
            if (run.seed() == 1) {
              throw new RunFailedException("no, thanks", null);
            } else if (run.seed() == 2) {
              throw new IllegalStateException("broken");
            }
            return super.execute(run, threads);
          }
        };
    List<RunResult> results = new Campaign(runs(4), executor, (r, l) -> {}).run(1, 1);
    assertThat(results)
        .extracting(result -> result.status().word())
        .containsExactly("completed", "failed", "failed", "completed");
    assertThat(results.get(1).reason()).isEqualTo("no, thanks");
    assertThat(results.get(2).reason()).contains("internal error", "broken");
  }

  @Test
  void shouldShareOutProcessorsAmongJobs() throws InterruptedException {
    assertThat(threads(8, 2, 9)).isEqualTo(4);
    assertThat(threads(3, 2, 9)).isEqualTo(1);
    assertThat(threads(2, 8, 9)).isEqualTo(1);
    assertThat(threads(8, 8, 1)).isEqualTo(8);
  }

  private static int threads(int processors, int jobs, int runs) throws InterruptedException {
    AtomicInteger given = new AtomicInteger();
    Prompt executor =
        new Prompt() {
          @Override
          public RunResult execute(PlannedRun run, int threads) {
            given.set(threads);
            return completed(run);
          }
        };
    new Campaign(runs(runs), executor, (r, l) -> {}).run(jobs, processors);
    return given.get();
  }

  @Test
  void shouldRunSeveralAtOnce() throws InterruptedException {
    CyclicBarrier all = new CyclicBarrier(3);
    Prompt executor =
        new Prompt() {
          @Override
          public RunResult execute(PlannedRun run, int threads) {
            try {
              all.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            return completed(run);
          }
        };
    assertThat(new Campaign(runs(6), executor, (r, l) -> {}).run(3, 1))
        .allMatch(RunResult::completed);
  }

  @Test
  void shouldBeginNothingOnceStopped() throws InterruptedException {
    Prompt executor = new Prompt();
    Campaign[] campaign = new Campaign[1];
    campaign[0] =
        new Campaign(
            runs(4),
            new Prompt() {
              @Override
              public RunResult execute(PlannedRun run, int threads)
                  throws RunFailedException, InterruptedException {
                if (run.seed() == 1) {
                  campaign[0].stop();
                }
                return executor.execute(run, threads);
              }

              @Override
              public void stop() {
                executor.stop();
              }
            },
            (r, l) -> {});
    List<RunResult> results = campaign[0].run(1, 1);
    assertThat(executor.executed).containsExactly(0L, 1L);
    assertThat(executor.stopped).isTrue();
    assertThat(campaign[0].wasStopped()).isTrue();
    assertThat(results)
        .extracting(result -> result.status().word())
        .containsExactly("completed", "completed", "pending", "pending");
  }

  @Test
  void shouldSummariseCompletedRunsOnly() throws Exception {
    List<PlannedRun> runs = runs(4);
    List<RunResult> results =
        List.of(
            completed(runs.get(1)),
            completed(runs.get(3)),
            RunResult.failed(runs.get(0), "disk, \"full\""),
            RunResult.pending(runs.get(2)));
    assertThat(Tables.ofRuns(results).lines().toList())
        .startsWith(
            "run,a,seed,status,reason,IN.spikes,IN.rate_hz,window_start_s,window_end_s,"
                + "digest_spikes,wall_s,real_time_factor",
            "a=1_seed=1,1,1,completed,,3,1,0.5,1,ab,1.5,0.1")
        .contains("a=1_seed=0,1,0,failed,\"disk, \"\"full\"\"\",,,,,,,")
        .contains("a=1_seed=2,1,2,pending,,,,,,,,");
    assertThat(Tables.ofPoints(results).lines().toList())
        .containsExactly(
            "a,completed_runs,IN.spikes.mean,IN.spikes.sd,IN.rate_hz.mean,IN.rate_hz.sd,"
                + "wall_s.mean,wall_s.sd,real_time_factor.mean,real_time_factor.sd",
            "1,2,3.0,0.0,2.0,1.0,1.5,0.0,0.1,0.0");
  }
}
