package olivo.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
final class FileTrees {
  private FileTrees() {}

  /** Everything in a directory and itself, parents first, by name. */
  static List<Path> list(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.sorted().toList();
    }
  }

  static void copy(Path from, Path to) throws IOException {
    for (Path file : list(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Deletes it, if it is there. */
  static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      for (Path file : list(root).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static long bytes(Path root) throws IOException {
    long sum = 0;
    for (Path file : list(root)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        sum += Files.size(file);
      }
    }
    return sum;
  }
}
