package olivo.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bundle does its work where there is neither Java nor Maven. It is made once, of what was
 * packaged, and unpacked at a place with a space in its name.
 */
@Timeout(300)
class BundleIT {
  private static final long MIB = 1 << 20;
  private static final Path BUILT_JAR = Path.of("target", "olivo.jar").toAbsolutePath();
  private static final Pattern LINE_OF_LDD = Pattern.compile("(?m)^\\s*(\\S+) => (.*)$");
  private static final Pattern OF_EVERY_MACHINE =
      Pattern.compile("(?:libc|libm|libdl|libpthread|librt|libstdc\\+\\+|libgcc_s)\\.so\\.\\d+");

  /** Of charts of data bases, of annotations for compilers, and of recordings of Java's own. */
  private static final List<String> OF_PARTS_WITHOUT_USE =
      List.of("java.sql", "java.compiler", "jdk.jfr");

  @TempDir private static Path directory;
  private static Path tar;
  private static Path home;

  /** Holds all programs that can be found. */
  private static Path bin;

  /** Of an ordinary run. */
  private static JsonObject digests;

  @TempDir private Path elsewhere;

  private record Finished(int status, String out, String err) {}

  @BeforeAll
  static void makeAndUnpack() throws Exception {
    Path made = directory.resolve("made");
    tar = directory.resolve("bundle.tar.gz");
    Finished making =
        finish(
            directory,
            Map.of("PATH", System.getenv("PATH")),
            own("java"),
            "-Dolivo.home=" + Path.of("").toAbsolutePath(),
            "-jar",
            BUILT_JAR,
            "bundle",
            "--out",
            made,
            "--tar",
            tar);
    assertThat(making.status()).as(making.err()).isZero();
    assertThat(making.out()).contains(made + " (", tar + " (", "Runs on linux-", " with glibc 2.");
    assertThat(made.resolve("olivo")).isExecutable();
    assertThat(entries(directory)).containsExactlyInAnyOrder("made", "bundle.tar.gz");
    // What was unpacked must not lean on it.
    Files.move(made, directory.resolve("moved"));

    Path place = Files.createDirectory(directory.resolve("a place"));
    succeed("tar", "-xzf", tar, "-C", place);
    home = place.resolve("made");
    succeed("chmod", "-R", "a-w", home);

    // Those of the launcher, and the one that PoCL wants.
    bin = Files.createDirectory(directory.resolve("bin"));
    for (String tool : List.of("bash", "dirname", "readlink", "ld")) {
      Optional<Path> found = find(tool);
      if (found.isPresent()) {
        Files.createSymbolicLink(bin.resolve(tool), found.get());
      }
    }

    Path run = directory.resolve("run");
    assertThat(Invocation.shortRun(run, "--quiet").status()).isZero();
    digests = Invocation.digests(run);
  }

  @AfterAll
  static void makeDeletable() throws Exception {
    if (bin != null) {
      succeed("chmod", "-R", "u+w", home);
      succeed("rm", "-r", bin);
    }
  }

  private static Path own(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program);
  }

  private static List<String> entries(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void succeed(Object... command) throws Exception {
    Finished finished = finish(directory, Map.of("PATH", System.getenv("PATH")), command);
    assertThat(finished.status()).as(finished.err()).isZero();
  }

  /** Runs a program to its end, with these variables in its environment and no others. */
  private static Finished finish(Path where, Map<String, String> environment, Object... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Arrays.stream(command).map(Object::toString).toList());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path err = Files.createTempFile("bundle", ".err");
    Process process = builder.directory(where.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Finished finished = new Finished(process.waitFor(), out, Files.readString(err));
    Files.delete(err);
    return finished;
  }

  /**
   * Runs the bundle in an empty directory, with nothing to be found but what its launcher needs.
   */
  private Finished olivo(Map<String, String> variables, Object... args) throws Exception {
    return start(home.resolve("olivo"), variables, args);
  }

  private Finished olivo(Object... args) throws Exception {
    return olivo(Map.of(), args);
  }

  private Finished start(Path launcher, Map<String, String> variables, Object... args)
      throws Exception {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PATH", bin.toString());
    environment.put("HOME", elsewhere.toString());
    // How OpenCL finds its drivers.
    System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().matches("(?:OCL|OPENCL|POCL)_.*"))
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue()));
    List<Object> command = new ArrayList<>(List.of(launcher));
    command.addAll(Arrays.asList(args));
    return finish(
        Files.createDirectories(elsewhere.resolve("empty")), environment, command.toArray());
  }

  private static Optional<Path> find(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(path -> Path.of(path, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void shouldBeSmallEnoughToBeCopied() throws IOException {
    assertThat(Files.size(tar)).isBetween(10 * MIB, 60 * MIB);
  }

  @Test
  void shouldTellItsVersion() throws Exception {
    Finished version = olivo("--version");
    assertThat(version.status()).as(version.err()).isZero();
    assertThat(version.out()).isEqualToNormalizingNewlines(Invocation.of("--version").out());
    assertThat(version.err()).isEmpty();
  }

  @Test
  void shouldListTheSameDevices() throws Exception {
    Finished devices = olivo("devices");
    assertThat(devices.status()).as(devices.err()).isZero();
    assertThat(devices.out())
        .startsWith("jvm ")
        .isEqualToNormalizingNewlines(Invocation.of("devices").out());
  }

  @Test
  void shouldSimulateTheSameAndLeaveItselfAlone() throws Exception {
    List<String> before = state(home);
    Finished run = olivo("run", "--duration", "300ms", "--no-plots", "--out", "run");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("microcircuit, seed 1, on ");
    assertThat(run.err()).doesNotContain("arning", "rror");
    assertThat(Invocation.digests(elsewhere.resolve("empty/run"))).isEqualTo(digests);
    assertThat(state(home)).isEqualTo(before);
  }

  /** Every file with its size and time. */
  private static List<String> state(Path root) throws IOException {
    List<String> state = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted().toList()) {
        state.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    assertThat(state).hasSizeGreaterThan(50);
    return state;
  }

  @Test
  void shouldDrawPlotsWithTheFontThatItBrings() throws Exception {
    Finished run =
        olivo(
            Map.of("LD_LIBRARY_PATH", withoutFontconfig()),
            "run",
            "--duration",
            "300ms",
            "--quiet",
            "--out",
            "run");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    Path made = elsewhere.resolve("empty/run");
    assertThat(Invocation.digests(made)).isEqualTo(digests);
    for (String plot : List.of("io_raster", "rates", "weights_histogram")) {
      assertThat(made.resolve("plots").resolve(plot + ".png")).isNotEmptyFile();
    }
  }

  /** Libraries that are found first, and cannot be loaded. */
  private String withoutFontconfig() throws IOException {
    Path broken = Files.createDirectory(elsewhere.resolve("broken"));
    for (String name : List.of("libfontconfig.so.1", "libfontconfig.so")) {
      Files.writeString(broken.resolve(name), "not a library");
    }
    return broken.toString();
  }

  @Test
  void shouldStartFromItsClassArchive() throws Exception {
    Path log = elsewhere.resolve("classes.log");
    String options = "-Xmx1g -Xlog:class+load:file=" + log;
    Finished version = olivo(Map.of("OLIVO_JAVA_OPTS", options), "--version");
    assertThat(version.status()).as(version.err()).isZero();
    Map<Boolean, Long> loaded =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains(" olivo.") || line.contains(" picocli."))
            .filter(line -> !line.contains("$$Lambda"))
            .collect(partitioningBy(line -> line.contains("shared objects file"), counting()));
    assertThat(loaded.get(true)).isGreaterThan(20 * loaded.get(false));
  }

  @Test
  void shouldBeFoundThroughALink() throws Exception {
    Path links = Files.createDirectory(directory.resolve("my links"));
    Files.createSymbolicLink(links.resolve("absolute"), home.resolve("olivo"));
    Path relative = Files.createSymbolicLink(links.resolve("relative"), Path.of("absolute"));
    Finished check = start(relative, Map.of(), "check", "conf/microcircuit.conf");
    assertThat(check.status()).as(check.err()).isZero();
    assertThat(check.out()).startsWith("microcircuit can be simulated");
  }

  @Test
  void shouldEndWithTheStatusOfTheCommand() throws Exception {
    Finished bad = olivo("run", "nowhere.conf");
    assertThat(bad.status()).isEqualTo(2);
    assertThat(bad.err()).startsWith("olivo: nowhere.conf").hasLineCount(1);
    Finished large =
        olivo(
            Map.of("OLIVO_JAVA_OPTS", "-Xmx64m"),
            "run",
            "--set",
            "projections.PF-BC.rule.indegree=4000",
            "--set",
            "populations.BC.size=50000");
    assertThat(large.status()).isEqualTo(2);
    assertThat(large.err()).startsWith("olivo: the memory does not suffice").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "bundle"})
  void shouldSayWhatNeedsTheSourceTree(String command) throws Exception {
    Finished refused = olivo(command);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("olivo: " + command + " needs the source tree of Olivo, and ")
        .contains(" is a bundle")
        .hasLineCount(1);
  }

  @Test
  void shouldNotTakeThePlaceOfAnotherUnasked() throws Exception {
    Invocation again = Invocation.of("bundle", "--out", home);
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err())
        .startsWith("olivo: --out " + home + ": holds an earlier bundle; ")
        .contains("--overwrite")
        .hasLineCount(1);
  }

  @Test
  void shouldNotBeMadeByAJavaWithoutJlink() throws Exception {
    Finished refused =
        finish(
            elsewhere,
            Map.of(),
            home.resolve("runtime/bin/java"),
            "-Dolivo.home=" + Path.of("").toAbsolutePath(),
            "-jar",
            BUILT_JAR,
            "bundle");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("olivo: bundle needs a JDK with jlink, and " + home.resolve("runtime"))
        .hasLineCount(1);
    assertThat(entries(elsewhere)).isEmpty();
  }

  @Test
  void shouldNeedOnlyLibrariesThatEveryMachineHas() throws Exception {
    Path lib = home.resolve("runtime/lib");
    for (Path needing :
        List.of(home.resolve("runtime/bin/java"), lib.resolve("libfontmanager.so"))) {
      assertThat(needed(List.of(needing)))
          .hasSizeGreaterThan(1)
          .allSatisfy((library, file) -> assertThat(file).startsWith(home.toString()));
    }
    try (Stream<Path> files = Files.walk(home)) {
      List<Path> libraries =
          files
              .filter(file -> file.getFileName().toString().contains(".so"))
              .filter(Files::isRegularFile)
              .toList();
      assertThat(libraries).hasSizeGreaterThan(10).contains(home.resolve("lib/native/liblwjgl.so"));
      assertThat(needed(libraries).keySet())
          .allSatisfy(library -> assertThat(lib.resolve(library)).exists());
    }
  }

  /** What programs need beside libraries that every machine has, and where it was found. */
  private Map<String, String> needed(List<Path> programs) throws Exception {
    List<Object> command = new ArrayList<>(List.of("ldd"));
    command.addAll(programs);
    Finished ldd = finish(elsewhere, Map.of("PATH", System.getenv("PATH")), command.toArray());
    assertThat(ldd.status()).as(ldd.err()).isZero();
    Map<String, String> needed = new HashMap<>();
    LINE_OF_LDD
        .matcher(ldd.out())
        .results()
        .filter(line -> !OF_EVERY_MACHINE.matcher(line.group(1)).matches())
        .forEach(line -> needed.put(line.group(1), line.group(2)));
    // Java has loaded this one before any other.
    needed.remove("libjvm.so");
    return needed;
  }

  @Test
  void shouldHaveTheModulesThatTheJarsUse() throws Exception {
    StringWriter found = new StringWriter();
    PrintWriter out = new PrintWriter(found);
    int status =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                out,
                out,
                "--multi-release",
                "17",
                "--ignore-missing-deps",
                "--recursive",
                "--print-module-deps",
                "--class-path",
                BUILT_JAR.resolveSibling("lib") + "/*",
                BUILT_JAR.toString());
    assertThat(status).as(found.toString()).isZero();
    List<String> used = new ArrayList<>(List.of(found.toString().strip().split(",")));
    assertThat(used).contains("java.base", "java.desktop");
    used.removeAll(OF_PARTS_WITHOUT_USE);

    Finished has = finish(elsewhere, Map.of(), home.resolve("runtime/bin/java"), "--list-modules");
    assertThat(has.out().lines().map(line -> line.replaceAll("@.*", ""))).containsAll(used);
  }

  @Test
  void shouldNameTheLicenceOfEveryLibrary() throws IOException {
    String licences = Files.readString(home.resolve("licences/libraries.txt"));
    List<String> artifacts =
        entries(home.resolve("lib")).stream()
            .filter(name -> name.endsWith(".jar"))
            .map(name -> name.replaceAll("-(\\d[.\\d]*)\\.jar$", ":$1"))
            .toList();
    assertThat(artifacts).hasSizeGreaterThan(15).allMatch(licences::contains);
    assertThat(home.resolve("runtime/legal/java.base/LICENSE")).isNotEmptyFile();
    assertThat(home.resolve("licences/Roboto-Regular.ttf/LICENSE")).isNotEmptyFile();
  }
}
