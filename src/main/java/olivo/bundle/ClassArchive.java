package olivo.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The archive of the classes that a short run loads, from which they need not be read and checked
 * at every start. It takes the place of the archive that every Java has of its own classes, so that
 * it is found without being named.
 */
final class ClassArchive {
  private static final String CLASSES = "classes.txt";
  private static final String TRIAL = "trial-run";

  private ClassArchive() {}

  /**
   * Makes the archive.
   *
   * @param bundle is complete but for the archive
   * @throws BundleException if the bundle does not work
   */
  static void make(Path bundle) throws IOException {
    launch(
        bundle,
        "-XX:DumpLoadedClassList=" + CLASSES,
        "run",
        "--duration",
        "200ms",
        "--no-plots",
        "--quiet",
        "--out",
        TRIAL);
    FileTrees.delete(bundle.resolve(TRIAL));
    launch(bundle, "-Xshare:dump -XX:SharedClassListFile=" + CLASSES);
    Files.delete(bundle.resolve(CLASSES));
    Files.deleteIfExists(bundle.resolve("runtime/lib/classlist"));
  }

  /** Starts the bundle as its user will: with the same options, and the same names of the jars. */
  private static void launch(Path bundle, String javaOptions, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("./olivo"));
    Collections.addAll(command, args);
    Subprocess.output(bundle, Map.of("OLIVO_JAVA_OPTS", javaOptions), command);
  }
}
