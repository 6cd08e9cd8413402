package olivo.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import olivo.config.ReadResult;
import olivo.config.TopologyException;
import olivo.config.TopologyReader;

/**
 * The directory of one run and the names of what is in it.
 *
 * @param path the directory
 */
record RunDirectory(Path path) {
  /** Name of the table of trials. */
  static final String TRIALS = "trials.csv";

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  Path recording() {
    return path.resolve("recording");
  }

  Path runJson() {
    return path.resolve("run.json");
  }

  Path topology() {
    return path.resolve("topology.conf");
  }

  Path trials() {
    return path.resolve(TRIALS);
  }

  Path trialRates() {
    return path.resolve("psth.csv");
  }

  Path npz() {
    return path.resolve("output.npz");
  }

  Path sonata() {
    return path.resolve("sonata");
  }

  Path report() {
    return path.resolve("report.html");
  }

  Path plots() {
    return path.resolve("plots");
  }

  Path checkpoint() {
    return path.resolve("checkpoint");
  }

  Path log() {
    return path.resolve("run.log");
  }

  /** Where a run goes that was not told where: {@code runs/<name>-<time>} here. */
  static Path defaultFor(String name) {
    return Path.of("runs", name + "-" + LocalDateTime.now().format(STAMP));
  }

  /**
   * Creates the directory of a new run.
   *
   * @param overwrite whether an earlier run there is deleted
   */
  static RunDirectory create(Path path, boolean overwrite) {
    RunDirectory directory = new RunDirectory(path);
    try {
      if (Files.exists(path)) {
        if (!Files.isDirectory(path)) {
          throw new InputException("--out " + path + ": is a file, a directory is needed");
        }
        if (!isEmpty(path)) {
          directory.clear(overwrite);
        }
      }
      Files.createDirectories(path);
      if (!Files.isWritable(path)) {
        throw new InputException("--out " + path + ": cannot be written");
      }
    } catch (IOException e) {
      throw new InputException("--out " + path + ": cannot be created (" + reason(e) + ")");
    }
    return directory;
  }

  /** The directory of an earlier run. */
  static RunDirectory existing(Path path) {
    RunDirectory directory = new RunDirectory(path);
    if (!Files.isDirectory(path)) {
      throw new InputException(
          path
              + (Files.exists(path) ? ": is a file" : ": no such directory")
              + "; the directory of a run is needed");
    }
    if (!Files.isDirectory(directory.recording())) {
      throw new InputException(
          path + ": is not the directory of a run (it has no directory named recording)");
    }
    return directory;
  }

  /** Reads the topology of the run; all of its problems become one {@link InputException}. */
  ReadResult read() {
    return read(List.of());
  }

  /** The same with overrides {@code path=value}. */
  ReadResult read(List<String> sets) {
    if (!Files.isRegularFile(topology())) {
      throw new InputException(path + ": has no topology.conf, which says what to simulate");
    }
    try {
      return TopologyReader.read(topology(), sets);
    } catch (TopologyException e) {
      throw new InputException(e.problems().stream().map(Object::toString).toList());
    }
  }

  private void clear(boolean overwrite) throws IOException {
    if (!Files.isDirectory(recording())) {
      throw new InputException(
          "--out " + path + ": is not empty and holds no earlier run; name another directory");
    }
    if (!overwrite) {
      throw new InputException(
          "--out " + path + ": holds an earlier run; name another directory or add --overwrite");
    }
    if (RunLock.isTaken(path)) {
      throw new InputException("--out " + path + ": a run is going on there");
    }
    deleteAll(path);
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      return !entries.iterator().hasNext();
    }
  }

  /** Deletes a directory with everything in it. */
  static void deleteAll(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Writes a text so that a file of this name is always whole. */
  static void writeWhole(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, text);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What an I/O error means, in words. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is a file";
    } else if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    } else if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e.getMessage();
  }
}
