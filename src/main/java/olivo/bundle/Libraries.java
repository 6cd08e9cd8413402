package olivo.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The jars of a bundle. */
final class Libraries {
  /** Where libraries in machine code go; the launcher tells LWJGL. */
  static final String NATIVE = "lib/native";

  private static final String NATIVES = "-natives-";

  private Libraries() {}

  /**
   * Copies Olivo's jar and the libraries. Those in machine code, as far as they are for this kind
   * of machine, become files: nothing needs to be unpacked when they are loaded, for which a
   * machine may have no place.
   */
  static void copy(BuiltParts parts, Path bundle) throws IOException {
    store(parts.jar(), bundle.resolve("olivo.jar"));
    Path target = Files.createDirectory(bundle.resolve("lib"));
    Path natives = Files.createDirectory(bundle.resolve(NATIVE));
    try (Stream<Path> jars = Files.list(parts.libraries())) {
      for (Path jar : jars.sorted().toList()) {
        String name = jar.getFileName().toString();
        if (!name.contains(NATIVES)) {
          store(jar, target.resolve(name));
        } else if (name.endsWith(NATIVES + ofThisMachine() + ".jar")) {
          unpackLibraries(jar, natives);
        }
      }
    }
  }

  /** As LWJGL names machines. */
  private static String ofThisMachine() {
    return Platform.current().machine().equals("aarch64") ? "linux-arm64" : "linux";
  }

  private static void unpackLibraries(Path jar, Path target) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith(".so")) {
          try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, target.resolve(Path.of(entry.getName()).getFileName()));
          }
        }
      }
    }
  }

  /**
   * Copies a jar and compresses nothing in it: an archive of the whole bundle comes out smaller so.
   */
  private static void store(Path jar, Path copy) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy));
        ZipOutputStream to = new ZipOutputStream(out)) {
      to.setMethod(ZipOutputStream.STORED);
      for (ZipEntry entry : Collections.list(from.entries())) {
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setTime(entry.getTime());
        stored.setSize(entry.getSize());
        stored.setCrc(entry.getCrc());
        to.putNextEntry(stored);
        try (InputStream content = from.getInputStream(entry)) {
          content.transferTo(to);
        }
        to.closeEntry();
      }
    }
  }
}
