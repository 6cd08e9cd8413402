package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import olivo.device.opencl.FoundDevice;
import olivo.device.opencl.OpenClPlatforms;
import olivo.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation tells people to do works. */
class DocumentationTest {
  private static final Path README = Path.of("README.md");
  private static final Path TUTORIAL = Path.of("docs/tutorial.md");
  private static final Path CIRCUIT = Path.of("conf/microcircuit.conf").toAbsolutePath();
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");

  /** Parts of a printed line that differ from run to run. */
  private static final Pattern TIMES =
      Pattern.compile("simulated in .*|real-time factor .*|estimated .*|[0-9.]+ s in all.*");

  /** Fragments of topologies, by something that stands in them, that cannot be tried, and why. */
  private static final Map<String, String> FRAGMENTS_NOT_READ =
      Map.of("sonata { file =", "edges of a file that is not there; SonataEdgesTest reads some");

  /** What the fragments of topologies are parts of. */
  private static final String BASE =
      """
      include "%s"
      duration = 1000 s
      populations.GO { size = 6, model = ${populations.BC.model} }
      """
          .formatted(CIRCUIT);

  @TempDir private Path directory;

  private int made;

  /** The topology of the README, which other pages use as well. */
  @BeforeEach
  void saveTheTopologyOfTheReadme() throws IOException {
    Files.writeString(directory.resolve("pair.conf"), Document.read(README).first("hocon"));
  }

  @Test
  void shouldRunTheTopologyOfTheReadme() {
    assertThat(Document.read(README).first("hocon").lines()).hasSizeLessThanOrEqualTo(10);
    Path run = directory.resolve("run");
    Invocation invocation = Invocation.of("run", directory.resolve("pair.conf"), "--out", run);
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.err()).doesNotContain("warning");
    JsonObject targets = figures(run, "OUT");
    assertThat(targets.get("rate_hz").getAsDouble()).isBetween(1.0, 100.0);
  }

  private static JsonObject figures(Path run, String population) {
    try {
      return Invocation.runJson(run).getAsJsonObject("populations").getAsJsonObject(population);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The tutorial as it is written, from its beginning to its end. */
  @TestFactory
  Stream<DynamicTest> shouldLeadThroughTheTutorial() {
    List<DynamicTest> steps = new ArrayList<>();
    StringBuilder printed = new StringBuilder();
    for (Document.Block block : Document.read(TUTORIAL).blocks()) {
      if (block.file().isPresent()) {
        String file = block.file().get();
        steps.add(DynamicTest.dynamicTest("save " + file, () -> save(block)));
      } else if (block.is("sh")) {
        List<DocumentedCommand> commands = block.commands().flatMap(DocumentedCommand::of).toList();
        steps.add(
            DynamicTest.dynamicTest(
                block.text().strip(),
                () -> {
                  printed.setLength(0);
                  for (DocumentedCommand command : commands) {
                    if (!command.isNotRun()) {
                      printed.append(asWritten(command));
                    }
                  }
                }));
      } else {
        assertThat(block.language()).isEmpty();
        steps.add(
            DynamicTest.dynamicTest(
                "prints " + block.text().strip(),
                () -> {
                  Needs.that(printed.length() > 0, "the command before to have run");
                  List<String> lines = comparable(printed.toString());
                  comparable(block.text()).forEach(line -> assertThat(lines).contains(line));
                }));
      }
    }
    assertThat(steps).hasSizeGreaterThan(30);
    return steps.stream();
  }

  private void save(Document.Block block) throws IOException {
    Path file = directory.resolve(block.file().orElseThrow());
    if (block.appended()) {
      Files.writeString(file, block.text(), StandardOpenOption.APPEND);
    } else {
      Files.writeString(file, block.text());
    }
  }

  private static List<String> comparable(String text) {
    return text.lines()
        .map(line -> TIMES.matcher(line).replaceAll("").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Runs a command in the directory of the test, and returns what it printed. */
  private String asWritten(DocumentedCommand command) throws Exception {
    if (command.words().get(0).equals("python3")) {
      assumeNumpy();
      return python(directory, command.arguments());
    }
    assertThat(command.isOlivo()).as(command.text()).isTrue();
    List<String> words = new ArrayList<>();
    for (String word : command.arguments()) {
      boolean isHere = word.startsWith("runs/") || Files.exists(directory.resolve(word));
      words.add(isHere ? directory.resolve(word).toString() : word);
    }
    if (command.text().contains("split.conf")) {
      assumeDevices("opencl:0.0", "opencl:0.1");
    }
    Invocation invocation = Invocation.of(words.toArray());
    assertThat(invocation.status())
        .as(command.text() + "\n" + invocation.err())
        .isEqualTo(command.status());
    return (invocation.out() + invocation.err()).replace(directory + "/", "");
  }

  @Test
  void shouldNameEveryCommandInTheReadme() throws IOException {
    assertThat(Main.commandLine().getSubcommands().keySet())
        .allSatisfy(
            command ->
                assertThat(Files.readString(README))
                    .containsPattern("`(\\./olivo )?" + command + "[ `]|olivo " + command + "\\)"));
  }

  /** Nothing escapes these tests behind another fence. */
  @Test
  void shouldKnowTheKindsOfBlocks() throws IOException {
    for (Document document : Document.all()) {
      for (Document.Block block : document.blocks()) {
        assertThat(block.language())
            .as("%s: %s", document.path(), block.text())
            .isIn("", "sh", "hocon", "python");
        if (block.language().isEmpty()) {
          assertThat(block.text().lines()).noneMatch(line -> line.startsWith("./olivo"));
        }
      }
    }
  }

  @Test
  void shouldTakeCommandsApartAsAShellDoes() {
    DocumentedCommand command =
        DocumentedCommand.of("A=\"b c\" ./olivo run --set 'x={y=\"z\"}' t.conf   # why")
            .toList()
            .get(0);
    assertThat(command.words()).containsExactly("./olivo", "run", "--set", "x={y=\"z\"}", "t.conf");
  }

  /** Each command of the other pages, shortened where it would take long. */
  @TestFactory
  Stream<DynamicTest> shouldAcceptEveryCommand() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> notRun = new HashSet<>(DocumentedCommand.NOT_RUN.keySet());
    for (Document document : Document.all()) {
      List<DocumentedCommand> commands =
          document.blocks().stream()
              .filter(block -> block.is("sh"))
              .flatMap(Document.Block::commands)
              .flatMap(DocumentedCommand::of)
              .toList();
      for (DocumentedCommand command : commands) {
        if (command.isNotRun()) {
          notRun.removeIf(command.text()::startsWith);
        } else if (!document.path().equals(TUTORIAL)) {
          tests.add(
              DynamicTest.dynamicTest(
                  document.path() + ": " + command.text(), () -> shortened(command)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(40);
    assertThat(notRun).as("commands that are in no document any more").isEmpty();
    return tests.stream();
  }

  private void shortened(DocumentedCommand command) {
    assertThat(command.isOlivo())
        .as("%s: neither a command of olivo nor listed among those not run", command.text())
        .isTrue();
    List<String> words = withKnownDevices(command.arguments());
    words.replaceAll(word -> word.equals("pair.conf") ? directory.resolve(word) + "" : word);
    String topology = words.stream().filter(word -> word.endsWith(".conf")).findFirst().orElse("");
    switch (words.get(0)) {
      case "run" -> {
        accept(words);
        // Those of conf/ are run by EveryTopologyTest, whatever their size.
        if (topology.isEmpty() || topology.endsWith("pair.conf")) {
          succeed(words, "--duration", "50ms", "--no-plots", "--out", newDirectory());
        } else {
          succeed(checking(words));
        }
      }
      case "resume", "verify" -> {
        Path run = newDirectory();
        succeed(List.of("run", "--duration", "50ms", "--no-plots", "--out", run.toString()));
        words.set(1, run.toString());
        succeed(words);
      }
      case "sweep", "experiment" -> succeed(words, "--dry-run");
      case "bench" -> accept(words);
      case "plan" -> {
        if (topology.endsWith("two-devices.conf")) {
          assumeDevices("opencl:0.0", "opencl:0.1");
        }
        succeed(words);
      }
      default -> succeed(words);
    }
  }

  private Path newDirectory() {
    made++;
    return directory.resolve("run-" + made);
  }

  /** Options are known and have values that can be read; nothing is run. */
  private static void accept(List<String> words) {
    Main.commandLine().parseArgs(words.toArray(String[]::new));
  }

  private static void succeed(List<String> words, Object... more) {
    List<Object> all = new ArrayList<>(words);
    // Later ones would be a second time.
    for (Object word : more) {
      int at = all.indexOf(word);
      if (word.toString().startsWith("--") && at >= 0) {
        all.subList(at, at + 2).clear();
      }
    }
    all.addAll(List.of(more));
    Invocation invocation = Invocation.of(all.toArray());
    assertThat(invocation.status()).as(all + "\n" + invocation.err()).isZero();
  }

  /** The check of what would be run. */
  private static List<String> checking(List<String> run) {
    List<String> words = new ArrayList<>(run);
    words.set(0, "check");
    int device = words.indexOf("--device");
    if (device >= 0) {
      words.subList(device, device + 2).clear();
    }
    return words;
  }

  /** Without a device that this machine has not. */
  private static List<String> withKnownDevices(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    Set<String> devices = devices();
    for (int at = words.size() - 2; at > 0; at--) {
      if (words.get(at).equals("--device")
          && !devices.containsAll(List.of(words.get(at + 1).split(",")))) {
        words.subList(at, at + 2).clear();
      }
    }
    return words;
  }

  private static Set<String> devices() {
    Set<String> names =
        OpenClPlatforms.inventory().devices().stream()
            .map(FoundDevice::name)
            .collect(Collectors.toSet());
    if (!names.isEmpty()) {
      names.add("opencl");
    }
    names.addAll(List.of("jvm", "auto"));
    return names;
  }

  private static void assumeDevices(String... names) {
    Needs.that(devices().containsAll(List.of(names)), String.join(", ", names));
  }

  @TestFactory
  Stream<DynamicTest> shouldReadEveryTopology() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> notRead = new HashSet<>(FRAGMENTS_NOT_READ.keySet());
    for (Document document : Document.all()) {
      for (Document.Block block : document.blocks()) {
        if (!block.is("hocon") || block.file().isPresent()) {
          continue;
        }
        if (FRAGMENTS_NOT_READ.keySet().stream().anyMatch(block.text()::contains)) {
          notRead.removeIf(block.text()::contains);
          continue;
        }
        String title = document.path() + ": " + block.text().lines().findFirst().orElse("");
        tests.add(DynamicTest.dynamicTest(title, () -> readTopology(block.text())));
      }
    }
    assertThat(tests).hasSizeGreaterThan(5);
    assertThat(notRead).isEmpty();
    return tests.stream();
  }

  private void readTopology(String text) throws IOException {
    Path file = directory.resolve("block.conf");
    if (text.startsWith("title = ")) {
      Files.writeString(file, text.replace("../microcircuit.conf", '"' + CIRCUIT.toString() + '"'));
      Invocation dry = Invocation.of("experiment", file, "--dry-run");
      assertThat(dry.status()).as(dry.err()).isZero();
      return;
    }
    boolean complete = text.startsWith("name = ");
    Files.writeString(file, complete ? text : BASE + text);
    Invocation check = Invocation.of("check", file);
    assertThat(check.status()).as(check.err()).isZero();
    assertThat(check.err()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> shouldLinkToWhatIsThere() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Document page : Document.all()) {
      Path document = page.path();
      String text = Files.readString(document);
      tests.add(
          DynamicTest.dynamicTest(
              document.toString(),
              () ->
                  LINK.matcher(text)
                      .results()
                      .filter(link -> !link.group(1).startsWith("http"))
                      .forEach(link -> follow(document, link.group(1), link.group(2)))));
    }
    return tests.stream();
  }

  /** A link leads to a file, and to a heading in it where it names one. */
  private static void follow(Path document, String link, String heading) {
    Path target = link.isEmpty() ? document : document.resolveSibling(link);
    assertThat(target).exists();
    if (heading != null) {
      assertThat(headings(target)).as("%s#%s", link, heading).contains(heading);
    }
  }

  /** As what the headings of a page can be linked to. */
  private static List<String> headings(Path document) {
    try (Stream<String> lines = Files.lines(document)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Snippets that are not saved are meant for the directory of a run. */
  @TestFactory
  Stream<DynamicTest> shouldRunEveryPythonSnippet() throws Exception {
    assumeNumpy();
    assertThat(Invocation.shortRun(directory.resolve("run")).status()).isZero();
    return Document.all().stream()
        .flatMap(
            document ->
                document.blocks().stream()
                    .filter(block -> block.is("python") && block.file().isEmpty())
                    .map(
                        block ->
                            DynamicTest.dynamicTest(
                                document.path().toString(),
                                () ->
                                    python(
                                        directory.resolve("run"), List.of("-c", block.text())))));
  }

  @Test
  void shouldRecomputeTheDigestAsDescribed() throws Exception {
    assumeNumpy();
    Path run = directory.resolve("run");
    assertThat(Invocation.shortRun(run).status()).isZero();
    String recipe = Document.read(Path.of("docs/numerics.md")).first("python");
    assertThat(python(run, List.of("-c", recipe)).strip())
        .isEqualTo(Invocation.digests(run).get("spikes").getAsString());
  }

  private static void assumeNumpy() throws InterruptedException {
    Needs.that(runs("python3", "-c", "import numpy"), "python3 with numpy");
  }

  private static String python(Path where, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(arguments);
    Process python =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(printed).isZero();
    return printed;
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
