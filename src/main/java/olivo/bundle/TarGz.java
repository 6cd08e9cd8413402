package olivo.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** A directory as one file. */
final class TarGz {
  private static final int PROGRAM = 0755;
  private static final int FILE = 0644;

  private TarGz() {}

  /**
   * Writes one. Its files belong to nobody in particular, everybody may read them, and they keep
   * their times, by which a class archive knows its jars.
   *
   * @param name of the directory in the archive
   */
  static void write(Path directory, String name, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(out);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path path : FileTrees.list(directory)) {
        String relative = directory.relativize(path).toString();
        write(tar, path, relative.isEmpty() ? name : name + "/" + relative);
      }
    }
  }

  private static void write(TarArchiveOutputStream tar, Path path, String name) throws IOException {
    if (Files.isSymbolicLink(path)) {
      TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      link.setLinkName(Files.readSymbolicLink(path).toString());
      tar.putArchiveEntry(link);
    } else {
      boolean directory = Files.isDirectory(path);
      TarArchiveEntry entry = new TarArchiveEntry(directory ? name + "/" : name);
      entry.setMode(directory || Files.isExecutable(path) ? PROGRAM : FILE);
      entry.setModTime(Files.getLastModifiedTime(path).toMillis());
      entry.setSize(directory ? 0 : Files.size(path));
      tar.putArchiveEntry(entry);
      if (!directory) {
        Files.copy(path, tar);
      }
    }
    tar.closeArchiveEntry();
  }
}
