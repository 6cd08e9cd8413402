package olivo.record.format;

import java.io.IOException;

/** A recording cannot be read: it is damaged, incomplete, or of another format version. */
public final class RecordingFormatException extends IOException {
  private static final long serialVersionUID = 1;

  RecordingFormatException(String message) {
    super(message);
  }

  RecordingFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
