package olivo.config;

/** A text that is not the value it should be. The message says what is accepted. */
public final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and what is accepted, in one line. */
  public BadValue(String message) {
    super(message);
  }
}
