package olivo.engine;

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
   * @param cause what happened
   */
  record Failed(String participant, Throwable cause) implements RunOutcome {}
}
