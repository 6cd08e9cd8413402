package olivo.bundle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was built and goes into a bundle.
 *
 * @param home the source tree
 * @param jar Olivo's own jar, with the libraries in {@code lib} and what only bundles need in
 *     {@code bundle} beside it
 */
public record BuiltParts(Path home, Path jar) {
  /** Goes into a bundle as it is. */
  static final List<String> FROM_HOME = List.of("olivo", "conf", "cl", "docs");

  Path libraries() {
    return jar.resolveSibling("lib");
  }

  Path licencesOfLibraries() {
    return jar.resolveSibling("bundle").resolve("libraries.txt");
  }

  Path font() {
    return jar.resolveSibling("bundle").resolve("font");
  }

  /** A part that is not there, if any: then this is no source tree in which Olivo was built. */
  public Optional<Path> missing() {
    List<Path> needed =
        List.of(home.resolve("pom.xml"), libraries(), licencesOfLibraries(), font());
    return needed.stream().filter(part -> !Files.exists(part)).findFirst();
  }
}
