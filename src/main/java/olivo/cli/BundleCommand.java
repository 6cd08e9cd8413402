package olivo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import olivo.bundle.BuiltParts;
import olivo.bundle.Bundle;
import olivo.bundle.Platform;
import olivo.bundle.RuntimeImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packs Olivo for machines without Java. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Packs Olivo with a Java of its own, for machines of this kind that have neither Java nor Maven.")
final class BundleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Directory of the bundle. Default: olivo-<version>-<platform> in the current directory.")
  private Path out;

  @Option(
      names = "--tar",
      paramLabel = "FILE",
      description = "The same as one file. Default: DIR.tar.gz.")
  private Path tar;

  @Option(names = "--overwrite", description = "Replace an earlier bundle.")
  private boolean overwrite;

  @Override
  public Integer call() {
    Path directory =
        out == null ? Path.of("olivo-" + BuildVersion.version() + "-" + Platform.current()) : out;
    Path file = tar == null ? directory.resolveSibling(name(directory) + ".tar.gz") : tar;
    checkDirectory(directory);
    checkFile(file, directory);
    BuiltParts parts = parts();
    PrintWriter output = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Bundle.Made made =
          Bundle.make(
              parts,
              BuildVersion.version(),
              whole(directory),
              whole(file),
              what -> err.println("olivo: " + what + " ..."));
      output.println(directory + " (" + megabytes(made.directoryBytes()) + ")");
      output.println(file + " (" + megabytes(made.tarBytes()) + ")");
      output.println(
          "Runs on "
              + Platform.current()
              + made.glibc().map(BundleCommand::since).orElse("")
              + ".");
      return 0;
    } catch (IOException e) {
      throw new RunFailure("the bundle cannot be made: " + RunDirectory.reason(e), e);
    }
  }

  private static String since(String glibc) {
    return " with glibc " + glibc + " or newer";
  }

  private static String megabytes(long bytes) {
    return Math.round(bytes / 1e6) + " MB";
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static Path name(Path path) {
    Path name = whole(path).getFileName();
    if (name == null) {
      throw new InputException("--out " + path + ": is no name of a directory");
    }
    return name;
  }

  private void checkDirectory(Path directory) {
    name(directory);
    if (Files.exists(directory)) {
      if (!Files.isDirectory(directory)) {
        throw new InputException("--out " + directory + ": is a file, a directory is needed");
      } else if (Bundle.isIn(directory)) {
        if (!overwrite) {
          throw new InputException(
              "--out "
                  + directory
                  + ": holds an earlier bundle; name another directory or add --overwrite");
        }
      } else if (!isEmpty(directory)) {
        throw new InputException(
            "--out "
                + directory
                + ": is not empty and holds no earlier bundle; name another directory");
      }
    }
    checkParent("--out", directory);
  }

  private void checkFile(Path file, Path directory) {
    if (whole(file).startsWith(whole(directory))) {
      throw new InputException(
          "--tar " + file + ": lies in the directory of the bundle; name another file");
    } else if (Files.isDirectory(file)) {
      throw new InputException("--tar " + file + ": is a directory, a file is needed");
    } else if (Files.exists(file) && !overwrite) {
      throw new InputException("--tar " + file + ": exists; name another file or add --overwrite");
    }
    checkParent("--tar", file);
  }

  private static boolean isEmpty(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new InputException(
          "--out " + directory + ": cannot be read (" + RunDirectory.reason(e) + ")");
    }
  }

  private static void checkParent(String option, Path path) {
    Path parent = whole(path).getParent();
    if (!Files.isDirectory(parent)) {
      throw new InputException(option + " " + path + ": there is no directory " + parent);
    } else if (!Files.isWritable(parent)) {
      throw new InputException(option + " " + path + ": " + parent + " cannot be written");
    }
  }

  /** What this process was started from, where a bundle can be made of it. */
  private static BuiltParts parts() {
    Path home = Path.of(System.getProperty("olivo.home", "."));
    if (Bundle.isIn(home)) {
      throw new InputException(
          "bundle needs the source tree of Olivo, and " + home + " is a bundle already");
    }
    BuiltParts parts = new BuiltParts(home.toAbsolutePath(), jar());
    Optional<Path> missing = parts.missing();
    if (!Files.isRegularFile(parts.jar())) {
      throw new InputException(
          "bundle packs the jar that it is started from, and "
              + parts.jar()
              + " is none: start it by the program olivo of the source tree");
    } else if (missing.isPresent()) {
      throw new InputException(
          "bundle needs the source tree of Olivo, built by its program olivo: there is no "
              + missing.get());
    } else if (!Platform.current().system().equals("linux")) {
      throw new InputException("bundle works on Linux only, and for Linux");
    } else if (!RuntimeImage.canBeLinked()) {
      throw new InputException(
          "bundle needs a JDK with jlink, and "
              + System.getProperty("java.home")
              + " has none: install one (Debian, Ubuntu: openjdk-17-jdk-headless) or set JAVA_HOME");
    }
    return parts;
  }

  private static Path jar() {
    try {
      return Path.of(
          BundleCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
