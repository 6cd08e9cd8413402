package olivo.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs side by side, a bounded number at a time, without those that are there already. */
public final class Campaign {
  private static final Logger LOG = LoggerFactory.getLogger(Campaign.class);

  private final List<PlannedRun> runs;
  private final RunExecutor executor;
  private final Observer observer;
  private volatile boolean stopped;

  /** Told what becomes of runs, one call at a time, by the thread that waits for all of them. */
  public interface Observer {
    /**
     * Something has changed.
     *
     * @param results of all runs, in their order; pending where a run has not ended
     * @param latest the run that has ended; empty at the beginning
     */
    void progressed(List<RunResult> results, Optional<RunResult> latest);
  }

  private record Ended(int index, RunResult result) {}

  /** A campaign of some runs. */
  public Campaign(List<PlannedRun> runs, RunExecutor executor, Observer observer) {
    this.runs = List.copyOf(runs);
    this.executor = executor;
    this.observer = observer;
  }

  /** Begins no further run and ends those under way; by any thread. */
  public void stop() {
    stopped = true;
    executor.stop();
  }

  /** Whether it was stopped. */
  public boolean wasStopped() {
    return stopped;
  }

  /**
   * Makes all runs. One that fails does not keep others from running.
   *
   * @param jobs how many runs at a time
   * @param processors shared out among them; each gets at least one thread
   * @return results in the order of the runs
   */
  public List<RunResult> run(int jobs, int processors) throws InterruptedException {
    List<RunResult> results = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Optional<RunResult> earlier = executor.earlier(runs.get(i));
      results.add(earlier.orElse(RunResult.pending(runs.get(i))));
      if (earlier.isEmpty()) {
        open.add(i);
      }
    }
    observer.progressed(List.copyOf(results), Optional.empty());
    if (!open.isEmpty()) {
      runOpen(open, results, Math.min(jobs, open.size()), processors);
    }
    return List.copyOf(results);
  }

  private void runOpen(List<Integer> open, List<RunResult> results, int jobs, int processors)
      throws InterruptedException {
    int threads = Math.max(1, processors / jobs);
    AtomicInteger number = new AtomicInteger();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            jobs, task -> new Thread(task, "run-" + number.incrementAndGet()));
    CompletionService<Ended> ended = new ExecutorCompletionService<>(pool);
    try {
      open.forEach(i -> ended.submit(() -> new Ended(i, result(runs.get(i), threads))));
      for (int i = 0; i < open.size(); i++) {
        Ended next = ended.take().get();
        results.set(next.index(), next.result());
        if (next.result().status() != RunResult.Status.PENDING) {
          observer.progressed(List.copyOf(results), Optional.of(next.result()));
        }
      }
    } catch (ExecutionException e) {
      stop();
      throw new IllegalStateException("a run broke down: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdown();
    }
  }

  private RunResult result(PlannedRun run, int threads) throws InterruptedException {
    if (stopped) {
      return RunResult.pending(run);
    }
    try {
      return executor.execute(run, threads);
    } catch (RunExecutor.RunFailedException e) {
      LOG.error("{} failed", run.name(), e);
      return RunResult.failed(run, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} failed", run.name(), e);
      return RunResult.failed(run, "internal error: " + e);
    }
  }
}
