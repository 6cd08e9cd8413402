package olivo.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a run is: a bar on a terminal (the launcher knows whether there is one), else a
 * line now and then.
 */
interface ProgressDisplay extends AutoCloseable {
  /**
   * Shows progress.
   *
   * @param simulatedS simulated time in s
   * @param realTimeFactor wall time per simulated time so far
   * @param watched what the watched population does, e.g. {@code IO 1.02 Hz}
   */
  void show(double simulatedS, double realTimeFactor, String watched);

  /** Shows nothing more; closing twice does no harm. */
  @Override
  void close();

  /** A display for where the output goes. */
  static ProgressDisplay create(PrintWriter err, double totalS, boolean quiet) {
    if (quiet) {
      return new Silent();
    }
    return Boolean.getBoolean("olivo.terminal") ? new Bar(totalS) : new Lines(err, totalS);
  }

  /** Says nothing. */
  final class Silent implements ProgressDisplay {
    @Override
    public void show(double simulatedS, double realTimeFactor, String watched) {}

    @Override
    public void close() {}
  }

  /** A progress bar in units of 10 ms of simulated time. */
  final class Bar implements ProgressDisplay {
    private static final double UNITS_PER_S = 100;
    private final ProgressBar bar;
    private boolean closed;

    private Bar(double totalS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("")
              .setInitialMax(Math.round(totalS * UNITS_PER_S))
              .setUnit(" s", (long) UNITS_PER_S)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .continuousUpdate()
              .build();
    }

    @Override
    public void show(double simulatedS, double realTimeFactor, String watched) {
      bar.stepTo(Math.round(simulatedS * UNITS_PER_S));
      bar.setExtraMessage(
          String.format(Locale.ROOT, " real-time factor %.3f, %s", realTimeFactor, watched));
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        bar.close();
      }
    }
  }

  /**
   * The first line comes soon, so that a log says early that the run is under way; then one for
   * each tenth of the run, but not more than one in a second and one every few seconds at least.
   */
  final class Lines implements ProgressDisplay {
    private static final long NOT_BEFORE_NS = 1_000_000_000L;
    private static final long NOT_AFTER_NS = 5_000_000_000L;
    private final PrintWriter err;
    private final double totalS;
    private double nextS;
    private long lastNs = System.nanoTime();

    private Lines(PrintWriter err, double totalS) {
      this.err = err;
      this.totalS = totalS;
    }

    @Override
    public void show(double simulatedS, double realTimeFactor, String watched) {
      long nowNs = System.nanoTime();
      long sinceNs = nowNs - lastNs;
      if (simulatedS >= nextS ? sinceNs > NOT_BEFORE_NS : sinceNs > NOT_AFTER_NS) {
        err.println(
            String.format(
                Locale.ROOT,
                "simulated %.1f of %.1f s, real-time factor %.3f, %s",
                simulatedS,
                totalS,
                realTimeFactor,
                watched));
        while (nextS <= simulatedS) {
          nextS += totalS / 10;
        }
        lastNs = nowNs;
      }
    }

    @Override
    public void close() {}
  }
}
