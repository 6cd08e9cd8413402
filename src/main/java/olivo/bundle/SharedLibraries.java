package olivo.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shared libraries of the system that a Java needs. Distributions build their Java against
 * those of the system, and a machine without Java may lack them. Beside the libraries of Java they
 * are found: that is where its programs look first.
 */
final class SharedLibraries {
  /**
   * What every machine has, and has to be its own: those of glibc belong to its loader, and a
   * driver of OpenCL may need newer ones for C++ than were current here.
   */
  private static final Pattern OF_EVERY_MACHINE =
      Pattern.compile("(?:libc|libm|libdl|libpthread|librt|libstdc\\+\\+|libgcc_s|ld-[^.]*)\\..*");

  private static final Pattern RESOLVED =
      Pattern.compile("(?m)^\\s*(\\S+) => (/.*) \\(0x\\p{XDigit}+\\)$");
  private static final Pattern GLIBC = Pattern.compile("GLIBC_(\\d+)\\.(\\d+)");

  private SharedLibraries() {}

  /**
   * Copies into a Java what it needs of this system.
   *
   * @return where each was taken from, by the name under which it is loaded
   */
  static SortedMap<String, Path> complete(Path java) throws IOException {
    List<String> command = new ArrayList<>(List.of("ldd"));
    programs(java).forEach(file -> command.add(file.toString()));
    String resolved = Subprocess.output(java, command);
    SortedMap<String, Path> taken = new TreeMap<>();
    Path own = java.toRealPath();
    for (Matcher line = RESOLVED.matcher(resolved); line.find(); ) {
      Path file = Path.of(line.group(2)).toRealPath();
      if (!file.startsWith(own) && !OF_EVERY_MACHINE.matcher(line.group(1)).matches()) {
        taken.put(line.group(1), file);
      }
    }
    for (var library : taken.entrySet()) {
      Files.copy(
          library.getValue(),
          java.resolve("lib").resolve(library.getKey()),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    return taken;
  }

  /** The oldest glibc with which all programs and libraries of a bundle start, e.g. 2.34. */
  static Optional<String> oldestGlibc(Path bundle) throws IOException {
    record Version(int major, int minor) {}
    List<Version> wanted = new ArrayList<>();
    for (Path file : programs(bundle)) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      GLIBC
          .matcher(content)
          .results()
          .map(m -> new Version(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))))
          .forEach(wanted::add);
    }
    return wanted.stream()
        .max(Comparator.comparingInt(Version::major).thenComparingInt(Version::minor))
        .map(newest -> newest.major() + "." + newest.minor());
  }

  private static List<Path> programs(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(".so") || file.getParent().endsWith("bin"))
          .sorted()
          .toList();
    }
  }
}
