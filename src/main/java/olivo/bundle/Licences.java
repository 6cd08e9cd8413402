package olivo.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences of what is in a bundle, as far as it brings them along. */
final class Licences {
  private static final Pattern IN_JARS =
      Pattern.compile("(?i)(?:META-INF/)?(?:LICEN[CS]E|NOTICE|COPYING)[^/]*");

  private final Path directory;

  private Licences(Path directory) {
    this.directory = directory;
  }

  /**
   * Collects them.
   *
   * @param bundle has its jars already
   * @param ofSystem where libraries of the system were taken from, by name
   */
  static void collect(BuiltParts parts, Path bundle, Map<String, Path> ofSystem)
      throws IOException {
    Licences licences = new Licences(Files.createDirectory(bundle.resolve("licences")));
    Files.copy(parts.licencesOfLibraries(), licences.directory.resolve("libraries.txt"));
    Files.copy(
        parts.font().resolve("LICENSE.txt"), licences.of("Roboto-Regular.ttf").resolve("LICENSE"));
    try (Stream<Path> jars = Files.list(bundle.resolve("lib"))) {
      for (Path jar : jars.filter(Files::isRegularFile).sorted().toList()) {
        licences.takeFrom(jar);
      }
    }
    for (var library : ofSystem.entrySet()) {
      licences.takeOfPackage(library.getKey(), library.getValue());
    }
  }

  private Path of(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }

  private void takeFrom(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory() && IN_JARS.matcher(entry.getName()).matches()) {
          Path name = Path.of(entry.getName()).getFileName();
          try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, of(jar.getFileName().toString()).resolve(name));
          }
        }
      }
    }
  }

  /** Debian and its descendants keep them by package. */
  private void takeOfPackage(String library, Path file) throws IOException {
    String path = file.toString();
    String unmerged = path.startsWith("/usr/") ? path.substring("/usr".length()) : "/usr" + path;
    for (String candidate : List.of(path, unmerged)) {
      String owner;
      try {
        owner = Subprocess.output(directory, List.of("dpkg-query", "-S", candidate));
      } catch (IOException notOfAPackage) {
        continue;
      }
      Path copyright =
          Path.of("/usr/share/doc", owner.substring(0, owner.indexOf(':')), "copyright");
      if (Files.isReadable(copyright)) {
        Files.copy(copyright, of(library).resolve("copyright"));
      }
      return;
    }
  }
}
