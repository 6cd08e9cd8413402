package olivo.cli;

import java.util.OptionalLong;
import olivo.config.BadValue;
import olivo.config.TimeText;
import olivo.model.TimeStep;
import picocli.CommandLine.Option;

/** How often the state of a run is kept, so that it can go on after an interruption. */
final class CheckpointArgument {
  private static final String NAME = "--checkpoint-every";

  @Option(
      names = NAME,
      paramLabel = "TIME",
      description =
          "Keep the state of the run each time so much has been simulated, e.g. 10s; olivo resume"
              + " goes on with the latest. Default: keep none; with olivo resume, as before.")
  private String every;

  /** Steps from one checkpoint to the next; empty if nothing was said. */
  OptionalLong steps(TimeStep step) {
    if (every == null) {
      return OptionalLong.empty();
    }
    try {
      double everyMs = TimeText.toMs(every);
      if (!(everyMs > 0) || !step.isWhole(everyMs)) {
        throw new InputException(
            NAME + ": must be a positive multiple of dt, " + step.dtMs() + " ms, got " + every);
      }
      return OptionalLong.of(step.runSteps(everyMs));
    } catch (BadValue e) {
      throw new InputException(NAME + ": " + e.getMessage());
    }
  }
}
