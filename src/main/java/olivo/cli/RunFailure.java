package olivo.cli;

/** A run began and failed: exit status 1. */
final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
