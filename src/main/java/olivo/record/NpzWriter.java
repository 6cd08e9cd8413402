package olivo.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes NumPy arrays into a ZIP archive, one after the other, through one buffer of fixed size.
 *
 * <p>Arrays are in C order and little-endian, stored uncompressed, so that NumPy can seek in them.
 */
final class NpzWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int HEADER_ALIGNMENT = 64;

  /** Magic string, version and length of the header. */
  private static final int PREFIX_BYTES = 10;

  /** Archives of equal content are to be equal. */
  private static final LocalDateTime TIMESTAMP = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final FileChannel channel;
  private final ZipArchiveOutputStream zip;
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private String key;
  private long missingBytes;

  NpzWriter(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    zip = new ZipArchiveOutputStream(channel);
    zip.setUseZip64(Zip64Mode.AsNeeded);
  }

  /**
   * Begins an array.
   *
   * @param newKey its name
   * @param dtype NumPy's type, such as {@code <f4}
   * @param itemBytes size of that type
   * @param shape its dimensions, at least one
   */
  void begin(String newKey, String dtype, int itemBytes, long... shape) throws IOException {
    StringBuilder dimensions = new StringBuilder();
    long count = 1;
    for (long dimension : shape) {
      dimensions.append(dimension).append(shape.length == 1 ? "," : ", ");
      count = Math.multiplyExact(count, dimension);
    }
    String tuple = dimensions.toString();
    byte[] header =
        header(dtype, shape.length == 1 ? tuple : tuple.substring(0, tuple.length() - 2));
    key = newKey;
    missingBytes = Math.multiplyExact(count, (long) itemBytes);
    ZipArchiveEntry entry = new ZipArchiveEntry(key + ".npy");
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIMESTAMP);
    entry.setSize(header.length + missingBytes);
    zip.putArchiveEntry(entry);
    zip.write(header, 0, header.length);
    buffer.clear();
  }

  private static byte[] header(String dtype, String shape) {
    String text = "{'descr': '" + dtype + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    int length = PREFIX_BYTES + text.length() + 1;
    length += Math.floorMod(-length, HEADER_ALIGNMENT);
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put("NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1))
        .putShort((short) (length - PREFIX_BYTES))
        .put(
            (text + " ".repeat(length - PREFIX_BYTES - text.length() - 1) + "\n")
                .getBytes(StandardCharsets.ISO_8859_1))
        .array();
  }

  /** The buffer for the array's elements, with at least the given number of bytes free. */
  ByteBuffer room(int wanted) throws IOException {
    if (buffer.remaining() < wanted) {
      flush();
    }
    return buffer;
  }

  void floats(float[] values) throws IOException {
    for (int done = 0; done < values.length; ) {
      ByteBuffer target = room(Float.BYTES);
      int chunk = Math.min(values.length - done, target.remaining() / Float.BYTES);
      target.asFloatBuffer().put(values, done, chunk);
      target.position(target.position() + chunk * Float.BYTES);
      done += chunk;
    }
  }

  void shorts(short[] values) throws IOException {
    for (int done = 0; done < values.length; ) {
      ByteBuffer target = room(Short.BYTES);
      int chunk = Math.min(values.length - done, target.remaining() / Short.BYTES);
      target.asShortBuffer().put(values, done, chunk);
      target.position(target.position() + chunk * Short.BYTES);
      done += chunk;
    }
  }

  void ints(int[] values, int count) throws IOException {
    for (int done = 0; done < count; ) {
      ByteBuffer target = room(Integer.BYTES);
      int chunk = Math.min(count - done, target.remaining() / Integer.BYTES);
      target.asIntBuffer().put(values, done, chunk);
      target.position(target.position() + chunk * Integer.BYTES);
      done += chunk;
    }
  }

  void longs(long[] values, int count) throws IOException {
    for (int done = 0; done < count; ) {
      ByteBuffer target = room(Long.BYTES);
      int chunk = Math.min(count - done, target.remaining() / Long.BYTES);
      target.asLongBuffer().put(values, done, chunk);
      target.position(target.position() + chunk * Long.BYTES);
      done += chunk;
    }
  }

  void bytes(byte[] values) throws IOException {
    for (byte value : values) {
      room(1).put(value);
    }
  }

  /** Ends an array, which must be complete. */
  void finish() throws IOException {
    flush();
    if (missingBytes != 0) {
      throw new IllegalStateException("array " + key + " lacks " + missingBytes + " bytes");
    }
    zip.closeArchiveEntry();
  }

  private void flush() throws IOException {
    zip.write(bytes, 0, buffer.position());
    missingBytes -= buffer.position();
    buffer.clear();
  }

  /** Completes the archive. */
  void end() throws IOException {
    zip.finish();
  }

  /** Closes the file; the archive is of no use unless it was completed. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
