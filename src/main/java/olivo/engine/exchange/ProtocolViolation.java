package olivo.engine.exchange;

/** Somebody broke the order of epochs. Always an error in the program, never in its input. */
public final class ProtocolViolation extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** A violation. */
  public ProtocolViolation(String message) {
    super(message);
  }
}
