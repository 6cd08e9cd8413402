package olivo.engine;

import java.util.Optional;
import olivo.model.Epoch;

/** How a run ended. */
public sealed interface RunOutcome {
  /** All steps were taken and recorded. */
  record Completed() implements RunOutcome {}

  /** It was stopped early; everything simulated until then is recorded. */
  record Stopped() implements RunOutcome {}

  /**
   * A participant failed.
   *
   * @param participant its name
   * @param epoch what it was stepping, if anything
   * @param cause what happened
   */
  record Failed(String participant, Optional<Epoch> epoch, Throwable cause) implements RunOutcome {
    /** A failure outside of all steps. */
    public Failed(String participant, Throwable cause) {
      this(participant, Optional.empty(), cause);
    }
  }
}
