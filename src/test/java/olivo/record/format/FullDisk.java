package olivo.record.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Creates files that share a limited number of bytes. */
final class FullDisk implements SegmentOpener {
  private long free;

  FullDisk(long free) {
    this.free = free;
  }

  @Override
  public SeekableByteChannel create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new Limited(channel);
  }

  private final class Limited implements SeekableByteChannel {
    private final FileChannel channel;

    Limited(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (free == 0) {
        throw new IOException("No space left on device");
      }
      int limit = source.limit();
      source.limit((int) Math.min(limit, source.position() + free));
      int written = channel.write(source);
      source.limit(limit);
      free -= written;
      return written;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return channel.read(target);
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      channel.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      channel.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
