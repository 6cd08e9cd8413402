package olivo.record.format;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The preamble of a block, little-endian: magic, kind, entry, length of the payload in bytes,
 * CRC-32C of the payload, CRC-32C of these five fields.
 */
final class BlockLayout {
  /** The bytes "OLV1". */
  static final int MAGIC = 0x31564C4F;

  static final int PREAMBLE_BYTES = 24;

  /** Steps up to which an END mark commits. */
  static final int END_BYTES = Long.BYTES;

  /** First step, number of steps, number of spikes. */
  static final int SPIKES_PREFIX_BYTES = Long.BYTES + 2 * Integer.BYTES;

  private static final int CHECKED_BYTES = 20;
  private static final int NARROW_CELLS = 1 << 16;

  private BlockLayout() {}

  /** Width in bytes of a cell index of a population of the given size. */
  static int cellBytes(int populationSize) {
    return populationSize <= NARROW_CELLS ? Short.BYTES : Integer.BYTES;
  }

  static Path segment(Path directory, int number) {
    return directory.resolve(String.format("segment-%05d.olv", number));
  }

  /** Writes a preamble at a position of a little-endian buffer, without moving the buffer. */
  static void putPreamble(
      ByteBuffer buffer, int at, BlockKind kind, int entry, int length, int payloadCrc) {
    buffer.putInt(at, MAGIC);
    buffer.putInt(at + 4, kind.code);
    buffer.putInt(at + 8, entry);
    buffer.putInt(at + 12, length);
    buffer.putInt(at + 16, payloadCrc);
    buffer.putInt(at + 20, crc(buffer, at, CHECKED_BYTES));
  }

  /** Whether the bytes at a position are a preamble with a valid checksum and a known kind. */
  static boolean isPreamble(ByteBuffer buffer, int at) {
    return buffer.getInt(at) == MAGIC
        && buffer.getInt(at + 20) == crc(buffer, at, CHECKED_BYTES)
        && BlockKind.of(buffer.getInt(at + 4)) != null
        && buffer.getInt(at + 12) >= 0;
  }

  private static int crc(ByteBuffer buffer, int at, int length) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(at, length));
    return (int) crc.getValue();
  }
}
