package olivo.bundle;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** A Java with the modules that Olivo and its libraries use, and no others. */
public final class RuntimeImage {
  /**
   * What {@code jdeps} finds in the jars, less the modules of parts that Olivo has no use for: data
   * bases (charts, JSON), annotations that compilers read, and flight recordings.
   */
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.xml",
          "jdk.unsupported");

  /** Windows, sound and the like, which would want further libraries of the system. */
  private static final List<String> UNUSED =
      List.of(
          "bin/keytool",
          "lib/jexec",
          "lib/jrt-fs.jar",
          "lib/libawt_xawt.so",
          "lib/libjawt.so",
          "lib/libjsound.so",
          "lib/libsplashscreen.so");

  private RuntimeImage() {}

  /** Whether the Java that runs can make one. */
  public static boolean canBeLinked() {
    return ToolProvider.findFirst("jlink").isPresent();
  }

  /**
   * Makes one. Its modules are not compressed: an archive of the whole comes out smaller so, and
   * classes load faster.
   */
  static void link(Path directory) throws IOException {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    int status =
        jlink.run(
            out,
            out,
            "--add-modules",
            String.join(",", MODULES),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            directory.toString());
    if (status != 0) {
      throw new BundleException(
          "jlink of "
              + System.getProperty("java.home")
              + " failed: "
              + said.toString().strip().replaceAll("\\s*\\R\\s*", "; "));
    }
    for (String file : UNUSED) {
      Files.deleteIfExists(directory.resolve(file));
    }
  }
}
