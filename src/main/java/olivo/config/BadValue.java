package olivo.config;

/** A text that is not the value it should be. The message says what is accepted. */
final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  BadValue(String message) {
    super(message);
  }
}
