package olivo.record.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Appends blocks to segment files through one buffer of fixed size.
 *
 * <p>A block may be longer than the buffer: its preamble then stays blank in the file until the
 * block is complete, so that a reader never takes a part of it for the whole.
 */
final class SegmentOutput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final byte[] BLANK = new byte[BlockLayout.PREAMBLE_BYTES];

  private final Path directory;
  private final byte[] header;
  private final long segmentBytes;
  private final SegmentOpener opener;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C crc = new CRC32C();

  private SeekableByteChannel channel;
  private Path file;
  private int segment = -1;

  /** Bytes of the segment that are in the file already. */
  private long flushed;

  private BlockKind kind;
  private int entry;

  /** Where the open block's preamble lies in the segment, and how much of it is in the CRC. */
  private long blockStart;

  private int checkedBytes;
  private boolean broken;

  SegmentOutput(Path directory, byte[] header, long segmentBytes, SegmentOpener opener)
      throws IOException {
    this.directory = directory;
    this.header = header;
    this.segmentBytes = segmentBytes;
    this.opener = opener;
    try {
      nextSegment();
    } catch (IOException e) {
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  /** Goes on at a position, behind which nothing is left. */
  SegmentOutput(
      Path directory,
      byte[] header,
      long segmentBytes,
      SegmentOpener opener,
      RecordingPosition position)
      throws IOException {
    this.directory = directory;
    this.header = header;
    this.segmentBytes = segmentBytes;
    this.opener = opener;
    this.segment = position.segment();
    this.file = BlockLayout.segment(directory, segment);
    for (int later = segment + 1;
        Files.deleteIfExists(BlockLayout.segment(directory, later));
        later++) {}
    FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      if (old.size() < position.bytes()) {
        throw new RecordingFormatException(
            file + " has " + old.size() + " bytes where it had " + position.bytes());
      }
      old.truncate(position.bytes());
      old.position(position.bytes());
    } catch (IOException e) {
      old.close();
      throw e;
    }
    this.channel = old;
    this.flushed = position.bytes();
  }

  /** Where the next block goes; everything before it is handed to the operating system. */
  RecordingPosition position() {
    if (buffer.position() > 0) {
      throw new IllegalStateException("not all blocks were committed");
    }
    return new RecordingPosition(segment, flushed);
  }

  void begin(BlockKind newKind, int newEntry) throws IOException {
    if (broken || kind != null) {
      throw new IllegalStateException("the recording was given up after an earlier failure");
    }
    if (buffer.remaining() < BlockLayout.PREAMBLE_BYTES) {
      flush();
    }
    blockStart = flushed + buffer.position();
    buffer.put(BLANK);
    kind = newKind;
    entry = newEntry;
    checkedBytes = 0;
    crc.reset();
  }

  /** The buffer, with at least the given number of bytes free (at most a few kilobytes). */
  ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      check();
      flush();
    }
    return buffer;
  }

  void finish() throws IOException {
    check();
    long preamble = blockStart - flushed;
    if (preamble >= 0) {
      int at = (int) preamble;
      BlockLayout.putPreamble(buffer, at, kind, entry, checkedBytes, (int) crc.getValue());
    } else {
      flush();
      BlockLayout.putPreamble(buffer, 0, kind, entry, checkedBytes, (int) crc.getValue());
      try {
        channel.position(blockStart);
        write(buffer.limit(BlockLayout.PREAMBLE_BYTES));
        channel.position(flushed);
      } catch (IOException e) {
        throw broken(e);
      }
      buffer.clear();
    }
    kind = null;
  }

  /** Hands everything to the operating system; the next block may start a new segment. */
  void commit() throws IOException {
    flush();
    if (flushed >= segmentBytes) {
      channel.close();
      nextSegment();
    }
  }

  /** Takes the bytes of the open block that came in since the last time into its checksum. */
  private void check() {
    int from = (int) Math.max(0, blockStart + BlockLayout.PREAMBLE_BYTES + checkedBytes - flushed);
    int length = buffer.position() - from;
    if (length > 0) {
      checkedBytes = Math.addExact(checkedBytes, length);
      crc.update(buffer.slice(from, length));
    }
  }

  private void nextSegment() throws IOException {
    segment++;
    file = BlockLayout.segment(directory, segment);
    channel = opener.create(file);
    flushed = 0;
    begin(BlockKind.HEADER, segment);
    for (byte b : header) {
      room(1).put(b);
    }
    finish();
    flush();
  }

  private void flush() throws IOException {
    int bytes = buffer.position();
    buffer.flip();
    try {
      write(buffer);
    } catch (IOException e) {
      throw broken(e);
    }
    flushed += bytes;
    buffer.clear();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private IOException broken(IOException cause) {
    broken = true;
    return new IOException(
        "cannot write the recording, "
            + file
            + " after byte "
            + flushed
            + ": "
            + cause.getMessage(),
        cause);
  }

  /** Closes the file. An unfinished block is dropped, as it would be after a crash. */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      if (!broken && kind == null) {
        flush();
      }
    } finally {
      channel.close();
    }
  }
}
