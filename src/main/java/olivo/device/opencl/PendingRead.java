package olivo.device.opencl;

import java.nio.ByteBuffer;

/** The beginning of a buffer, copied to the host while nobody waits for it. */
final class PendingRead implements AutoCloseable {
  private final ClWorkspace workspace;
  private final Staging staging = new Staging();
  private int words;

  PendingRead(ClWorkspace workspace) {
    this.workspace = workspace;
  }

  /** Enqueues the copy. */
  void request(ClBuffer buffer, int firstWords) {
    words = firstWords;
    staging.words(firstWords);
    workspace.read(buffer, 0, firstWords, staging.address(), false);
  }

  /** What was copied, once the queue has been waited for; valid until the next request. */
  ByteBuffer bytes() {
    return staging.words(words);
  }

  @Override
  public void close() {
    staging.close();
  }
}
