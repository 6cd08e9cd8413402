package olivo.cli;

import java.io.IOException;

/** A run began and failed: exit status 1. */
final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Files could not be written. */
  static RunFailure of(IOException e) {
    return new RunFailure("cannot write: " + RunDirectory.reason(e), e);
  }

  /** There was too little memory. */
  static RunFailure of(OutOfMemoryError e) {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return new RunFailure(
        "the memory does not suffice: Java may use "
            + megabytes
            + " MB, the environment variable OLIVO_JAVA_OPTS=-Xmx16g would allow 16 GB",
        e);
  }
}
