package olivo.record.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A CRC-32C over named arrays. */
final class Checksum {
  private static final int CHUNK = 1 << 16;

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(CHUNK * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Adds an array of float, int or long. */
  void add(String name, Object values) {
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    if (values instanceof float[] floats) {
      for (int i = 0; i < floats.length; i += CHUNK) {
        int n = Math.min(CHUNK, floats.length - i);
        buffer.clear().asFloatBuffer().put(floats, i, n);
        crc.update(buffer.limit(n * Float.BYTES));
      }
    } else if (values instanceof int[] ints) {
      for (int i = 0; i < ints.length; i += CHUNK) {
        int n = Math.min(CHUNK, ints.length - i);
        buffer.clear().asIntBuffer().put(ints, i, n);
        crc.update(buffer.limit(n * Integer.BYTES));
      }
    } else {
      long[] longs = (long[]) values;
      for (int i = 0; i < longs.length; i += CHUNK) {
        int n = Math.min(CHUNK, longs.length - i);
        buffer.clear().asLongBuffer().put(longs, i, n);
        crc.update(buffer.limit(n * Long.BYTES));
      }
    }
  }

  long value() {
    return crc.getValue();
  }
}
