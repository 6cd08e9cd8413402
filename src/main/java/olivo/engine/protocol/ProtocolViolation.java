package olivo.engine.protocol;

import olivo.model.Epoch;

/** Somebody broke the order of epochs. Always an error in the program, never in its input. */
public final class ProtocolViolation extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** A violation. */
  public ProtocolViolation(String message) {
    super(message);
  }

  /** Refuses a state of a step that is not the next one. */
  public static void unlessAt(long nextStep, long step) {
    if (step != nextStep) {
      throw new ProtocolViolation(
          "the state at step " + step + " was asked for and step " + nextStep + " is next");
    }
  }

  /** Refuses an epoch that does not begin where the last one ended. */
  public static void unlessNext(long nextStep, Epoch epoch) {
    if (epoch.firstStep() != nextStep) {
      throw new ProtocolViolation(
          "epoch " + epoch + " was granted and step " + nextStep + " is next");
    }
  }
}
