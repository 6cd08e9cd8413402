package olivo.bundle;

import java.io.IOException;

/** A bundle cannot be made; the message says why in one line. */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  BundleException(String message) {
    super(message);
  }
}
