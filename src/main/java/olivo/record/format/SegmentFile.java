package olivo.record.format;

import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A segment open for reading.
 *
 * @param path its file
 * @param channel the open file
 * @param size its length in bytes when it was opened; what is appended later is not looked at
 */
record SegmentFile(Path path, FileChannel channel, long size) {
  /** A complaint about this file. */
  RecordingFormatException damage(long position, String what) {
    return new RecordingFormatException(path + ", byte " + position + ": " + what);
  }
}
