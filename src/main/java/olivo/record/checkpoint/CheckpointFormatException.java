package olivo.record.checkpoint;

import java.io.IOException;

/** A file that is no checkpoint, of another version or damaged. */
public final class CheckpointFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  CheckpointFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
