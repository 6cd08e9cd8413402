package olivo.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import olivo.campaign.RunResult;

/** Shows how many runs are done: a bar on a terminal, else a line for each run. */
final class CampaignDisplay implements AutoCloseable {
  private final PrintWriter err;
  private final String watched;
  private final boolean quiet;
  private final Optional<ProgressBar> bar;

  private CampaignDisplay(
      PrintWriter err, String watched, boolean quiet, Optional<ProgressBar> bar) {
    this.err = err;
    this.watched = watched;
    this.quiet = quiet;
    this.bar = bar;
  }

  /** A display for where the output goes. */
  static CampaignDisplay create(PrintWriter err, int runs, String watched, boolean quiet) {
    boolean terminal = !quiet && Boolean.getBoolean("olivo.terminal");
    return new CampaignDisplay(
        err, watched, quiet, terminal ? Optional.of(bar(runs)) : Optional.empty());
  }

  private static ProgressBar bar(int runs) {
    return new ProgressBarBuilder()
        .setTaskName("")
        .setInitialMax(runs)
        .setUnit(" runs", 1)
        .setStyle(ProgressBarStyle.ASCII)
        .continuousUpdate()
        .build();
  }

  void progressed(List<RunResult> results, Optional<RunResult> latest) {
    long done =
        results.stream()
            .filter(r -> r.completed() || r.status() == RunResult.Status.FAILED)
            .count();
    bar.ifPresent(
        shown -> {
          shown.stepTo(done);
          latest.ifPresent(result -> shown.setExtraMessage(" " + inWords(result)));
        });
    if (bar.isEmpty() && !quiet) {
      String count = done + " of " + results.size() + " runs done";
      if (latest.isPresent()) {
        err.println(count + ": " + inWords(latest.get()));
      } else if (done > 0) {
        err.println(count + " earlier");
      }
    }
  }

  private String inWords(RunResult result) {
    String ended = result.completed() ? "" : " " + result.status().word();
    return result.run().name()
        + ended
        + CampaignRunner.rate(result, watched).map(rate -> ", " + rate).orElse("");
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
