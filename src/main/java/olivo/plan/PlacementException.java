package olivo.plan;

/** A placement that cannot be had on this machine; the message says why. */
public final class PlacementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * What is wrong.
   *
   * @param key the key of {@code placement} that asks for it
   */
  PlacementException(String key, String message) {
    super(message);
    this.key = key;
  }

  /** The key of {@code placement} that asks for what is not there. */
  public String key() {
    return key;
  }
}
