package olivo.engine;

/** A participant did not answer in time. */
public final class OverdueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OverdueException(String message) {
    super(message);
  }
}
