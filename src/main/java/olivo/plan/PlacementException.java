package olivo.plan;

/** A placement that cannot be had on this machine; the message says why. */
public final class PlacementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlacementException(String message) {
    super(message);
  }
}
