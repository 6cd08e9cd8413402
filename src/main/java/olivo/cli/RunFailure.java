package olivo.cli;

import java.io.IOException;
import java.util.Locale;

/** A run began and failed: exit status 1. */
final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final double BYTES_PER_MB = 1e6;

  RunFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Files could not be written. */
  static RunFailure of(IOException e) {
    return new RunFailure("cannot write: " + RunDirectory.reason(e), e);
  }

  /** There was too little memory. */
  static RunFailure of(OutOfMemoryError e) {
    return new RunFailure("the memory does not suffice: " + moreMemory(), e);
  }

  /** How much memory there is, and how to have more. */
  static String moreMemory() {
    long most = Runtime.getRuntime().maxMemory();
    return String.format(
        Locale.ROOT,
        "Java may use %.0f MB, the environment variable OLIVO_JAVA_OPTS=-Xmx%dm would allow twice"
            + " as much",
        most / BYTES_PER_MB,
        most >> 19);
  }
}
