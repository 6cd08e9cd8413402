package olivo.record.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Reads blocks through one buffer of fixed size. One block is selected at a time; what it holds is
 * handed out only after its checksum was found right.
 */
final class BlockInput {
  /** What is read at least, since small blocks of one kind tend to lie together. */
  private static final int READ_AHEAD_BYTES = 1 << 14;

  private final ByteBuffer buffer;
  private final CRC32C crc = new CRC32C();

  /** The part of a segment that the buffer holds. */
  private SegmentFile loaded;

  private long loadedStart;
  private int loadedBytes;

  private SegmentFile segment;
  private BlockKind kind;
  private int entry;
  private long payloadStart;
  private int length;
  private int payloadCrc;

  /** How much of the payload lies before the buffer's limit. */
  private int served;

  /** Reads through a buffer of the given size, but of no less than what is read at least. */
  BlockInput(int bufferBytes) {
    buffer =
        ByteBuffer.allocateDirect(Math.max(bufferBytes, READ_AHEAD_BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Selects the block at a position by its preamble, if there is a complete one. */
  boolean select(SegmentFile file, long position) throws IOException {
    segment = file;
    if (position + BlockLayout.PREAMBLE_BYTES > file.size()) {
      return false;
    }
    load(position, BlockLayout.PREAMBLE_BYTES);
    int at = buffer.position();
    if (!BlockLayout.isPreamble(buffer, at)) {
      return false;
    }
    kind = BlockKind.of(buffer.getInt(at + 4));
    entry = buffer.getInt(at + 8);
    length = buffer.getInt(at + 12);
    payloadCrc = buffer.getInt(at + 16);
    payloadStart = position + BlockLayout.PREAMBLE_BYTES;
    return payloadStart + length <= file.size();
  }

  BlockKind kind() {
    return kind;
  }

  int entry() {
    return entry;
  }

  /** Length of the selected block's payload in bytes. */
  int length() {
    return length;
  }

  /** Position after the selected block. */
  long end() {
    return payloadStart + length;
  }

  /**
   * Reads the whole payload of the selected block, compares its checksum, and goes back to its
   * start.
   */
  boolean verify() throws IOException {
    crc.reset();
    for (int done = 0; done < length; ) {
      int chunk = Math.min(buffer.capacity(), length - done);
      load(payloadStart + done, chunk);
      crc.update(buffer);
      done += chunk;
    }
    served = 0;
    buffer.limit(0);
    return (int) crc.getValue() == payloadCrc;
  }

  /**
   * The buffer with at least the given number of bytes of the payload left in it.
   *
   * @throws RecordingFormatException if the payload has fewer
   */
  ByteBuffer need(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      int next = served - buffer.remaining();
      if (length - next < bytes) {
        throw damage("the block is shorter than what it says to hold");
      }
      int chunk = Math.min(buffer.capacity(), length - next);
      load(payloadStart + next, chunk);
      served = next + chunk;
    }
    return buffer;
  }

  /** Reads a number written in groups of seven bits, lowest first. */
  int varint() throws IOException {
    if (buffer.hasRemaining() && buffer.get(buffer.position()) >= 0) {
      return buffer.get();
    }
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte group = need(1).get();
      value |= (group & 0x7F) << shift;
      if (group >= 0) {
        return value;
      }
    }
    throw damage("a number has no end");
  }

  /** Reads indices of cells of the given width into a part of an array. */
  void cells(int[] target, int from, int count, int width) throws IOException {
    for (int done = 0; done < count; ) {
      ByteBuffer source = need(width);
      int some = Math.min(count - done, source.remaining() / width);
      int at = source.position();
      if (width == Short.BYTES) {
        for (int i = 0; i < some; i++) {
          target[from + done + i] = source.getShort(at + i * Short.BYTES) & 0xFFFF;
        }
      } else {
        for (int i = 0; i < some; i++) {
          target[from + done + i] = source.getInt(at + i * Integer.BYTES);
        }
      }
      source.position(at + some * width);
      done += some;
    }
  }

  void floats(float[] target) throws IOException {
    for (int done = 0; done < target.length; ) {
      ByteBuffer source = need(Float.BYTES);
      int chunk = Math.min(target.length - done, source.remaining() / Float.BYTES);
      source.asFloatBuffer().get(target, done, chunk);
      source.position(source.position() + chunk * Float.BYTES);
      done += chunk;
    }
  }

  void ints(int[] target) throws IOException {
    for (int done = 0; done < target.length; ) {
      ByteBuffer source = need(Integer.BYTES);
      int chunk = Math.min(target.length - done, source.remaining() / Integer.BYTES);
      source.asIntBuffer().get(target, done, chunk);
      source.position(source.position() + chunk * Integer.BYTES);
      done += chunk;
    }
  }

  /** A complaint about the selected block. */
  RecordingFormatException damage(String what) {
    return segment.damage(payloadStart - BlockLayout.PREAMBLE_BYTES, what);
  }

  /**
   * Points the buffer at bytes of the selected segment, reading them unless it holds them already.
   */
  private void load(long position, int bytes) throws IOException {
    boolean held =
        loaded == segment
            && position >= loadedStart
            && position + bytes <= loadedStart + loadedBytes;
    if (!held) {
      loaded = null;
      int wanted = (int) Math.min(Math.max(bytes, READ_AHEAD_BYTES), segment.size() - position);
      buffer.clear().limit(wanted);
      while (buffer.hasRemaining()) {
        if (segment.channel().read(buffer, position + buffer.position()) < 0) {
          throw segment.damage(position, "the file became shorter while it was read");
        }
      }
      loaded = segment;
      loadedStart = position;
      loadedBytes = wanted;
    }
    int at = (int) (position - loadedStart);
    buffer.limit(at + bytes).position(at);
  }
}
