package olivo.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A hash over all final weights of a run, the same wherever and however it was simulated: the
 * SHA-256 of, for each plastic projection in the order of the topology, its name in UTF-8, a zero
 * byte, and its weights as 32-bit floats, little-endian, by target, then by source.
 */
public final class WeightDigest {
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest = Hashes.sha256();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * Takes in the next plastic projection.
   *
   * @param projection its name
   * @param weights {@code [synapses]}, by target, then by source
   */
  public void add(String projection, float[] weights) {
    digest.update(projection.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    for (int done = 0; done < weights.length; ) {
      int chunk = Math.min(weights.length - done, BUFFER_BYTES / Float.BYTES);
      buffer.clear().asFloatBuffer().put(weights, done, chunk);
      digest.update(buffer.limit(chunk * Float.BYTES));
      done += chunk;
    }
  }

  /** The digest, hexadecimal. No projection can be added any more. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
