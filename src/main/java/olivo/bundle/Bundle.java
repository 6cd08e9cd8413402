package olivo.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Olivo with a Java, the libraries, a font and an archive of classes: a directory that runs where
 * it is put, and the same as one file.
 */
public final class Bundle {
  private static final String UNFINISHED = ".unfinished";
  private static final String FONT = "Roboto-Regular.ttf";

  private final BuiltParts parts;
  private final Path directory;
  private final Consumer<String> progress;

  private Bundle(BuiltParts parts, Path directory, Consumer<String> progress) {
    this.parts = parts;
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * What was made.
   *
   * @param directoryBytes size of all files in the directory
   * @param tarBytes size of the archive
   * @param glibc the oldest glibc that suffices, if it needs one
   */
  public record Made(long directoryBytes, long tarBytes, Optional<String> glibc) {}

  /** Whether a directory holds a bundle. */
  public static boolean isIn(Path directory) {
    return Files.isRegularFile(directory.resolve("runtime/release"))
        && Files.isRegularFile(directory.resolve("olivo.jar"));
  }

  /**
   * Makes a bundle of the running Java. What was there under these names is replaced once the new
   * one is complete.
   *
   * @param version of Olivo
   * @param directory where it goes
   * @param tar the file that it goes to as well
   * @param progress is told what is being done
   * @throws BundleException if the bundle cannot be made or does not work
   */
  public static Made make(
      BuiltParts parts, String version, Path directory, Path tar, Consumer<String> progress)
      throws IOException {
    Path unfinished = sibling(directory);
    Path unfinishedTar = sibling(tar);
    FileTrees.delete(unfinished);
    try {
      Files.createDirectories(unfinished);
      final Optional<String> glibc = new Bundle(parts, unfinished, progress).assemble(version);
      progress.accept("packing");
      TarGz.write(unfinished, directory.getFileName().toString(), unfinishedTar);
      FileTrees.delete(directory);
      Files.move(unfinished, directory);
      Files.move(unfinishedTar, tar, StandardCopyOption.REPLACE_EXISTING);
      return new Made(FileTrees.bytes(directory), Files.size(tar), glibc);
    } finally {
      FileTrees.delete(unfinished);
      Files.deleteIfExists(unfinishedTar);
    }
  }

  private static Path sibling(Path path) {
    return path.resolveSibling("." + path.getFileName() + UNFINISHED);
  }

  private Optional<String> assemble(String version) throws IOException {
    progress.accept("linking a Java runtime");
    Path java = directory.resolve("runtime");
    RuntimeImage.link(java);
    Map<String, Path> ofSystem = SharedLibraries.complete(java);
    addFont(java.resolve("lib"));
    for (String part : BuiltParts.FROM_HOME) {
      FileTrees.copy(parts.home().resolve(part), directory.resolve(part));
    }
    Libraries.copy(parts, directory);
    Licences.collect(parts, directory, ofSystem);
    final Optional<String> glibc = SharedLibraries.oldestGlibc(directory);
    writeReadme(version, glibc);
    progress.accept("trying it, and archiving its classes");
    ClassArchive.make(directory);
    return glibc;
  }

  /** Java without fontconfig looks up fonts in this file. */
  private void addFont(Path lib) throws IOException {
    Path fonts = Files.createDirectories(lib.resolve("fonts"));
    Files.copy(parts.font().resolve(FONT), fonts.resolve(FONT));
    try (InputStream in = Bundle.class.getResourceAsStream("fontconfig.properties")) {
      Files.copy(in, lib.resolve("fontconfig.properties"));
    }
  }

  private void writeReadme(String version, Optional<String> glibc) throws IOException {
    try (InputStream in = Bundle.class.getResourceAsStream("README.md")) {
      String text =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace("{version}", version)
              .replace("{platform}", Platform.current().toString())
              .replace("{java}", System.getProperty("java.version"))
              .replace("{glibc}", glibc.map(v -> ", glibc " + v + " or newer").orElse(""));
      Files.writeString(directory.resolve("README.md"), text);
    }
  }
}
