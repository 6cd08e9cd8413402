package olivo.campaign;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import olivo.analysis.RateCourse;

/** Makes runs and keeps what is left of them. Called by several threads, each with its own run. */
public interface RunExecutor {
  /** A run failed; the message is one line for people. */
  final class RunFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a line for people. */
    public RunFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The result of the same run of the same version, if it came to its end earlier. */
  Optional<RunResult> earlier(PlannedRun run);

  /**
   * Runs to the end, or until stopped.
   *
   * @param threads how many threads it may use
   */
  RunResult execute(PlannedRun run, int threads) throws RunFailedException, InterruptedException;

  /** Ends all runs that are under way, soon, and those that begin later at once; by any thread. */
  void stop();

  /** The rates over time of a run that came to its end, by population. */
  Map<String, RateCourse> rates(PlannedRun run) throws IOException;
}
