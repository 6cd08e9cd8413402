package olivo.record.format;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** Creates the file of a new segment. */
interface SegmentOpener {
  SeekableByteChannel create(Path file) throws IOException;
}
