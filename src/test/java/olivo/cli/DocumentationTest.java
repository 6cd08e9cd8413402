package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation tells people to do works. */
class DocumentationTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^\\./olivo (run|check|sweep|experiment)((?: [^#\\s]+)*)");

  @TempDir private Path directory;

  private static List<Path> documents() throws IOException {
    try (Stream<Path> below = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(README, Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")),
              below.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  /** The first fenced block of a language. */
  private static String block(Path document, String language) throws IOException {
    String text = Files.readString(document);
    int begin = text.indexOf("```" + language + "\n");
    assertThat(begin).as("%s in %s", language, document).isNotNegative();
    int content = text.indexOf('\n', begin) + 1;
    return text.substring(content, text.indexOf("```", content));
  }

  @Test
  void shouldRunTheTopologyOfTheReadme() throws IOException {
    String topology = block(README, "hocon");
    assertThat(topology.lines()).hasSizeLessThanOrEqualTo(10);
    Path file = Files.writeString(directory.resolve("pair.conf"), topology);
    Path run = directory.resolve("run");
    Invocation invocation = Invocation.of("run", file, "--out", run);
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.err()).doesNotContain("warning");
    JsonObject targets =
        Invocation.runJson(run).getAsJsonObject("populations").getAsJsonObject("OUT");
    assertThat(targets.get("rate_hz").getAsDouble()).isBetween(1.0, 100.0);
  }

  @Test
  void shouldReadTheExperimentOfTheDocumentation() throws IOException {
    String circuit = Path.of("conf/microcircuit.conf").toAbsolutePath().toString();
    String experiment =
        block(Path.of("docs/sweeps.md"), "hocon")
            .replace("../microcircuit.conf", '"' + circuit + '"');
    Path file = Files.writeString(directory.resolve("drive.conf"), experiment);
    Invocation dry = Invocation.of("experiment", file, "--dry-run");
    assertThat(dry.status()).as(dry.err()).isZero();
    assertThat(dry.out().lines()).hasSize(6).contains("variant=less_seed=3");
  }

  @TestFactory
  Stream<DynamicTest> shouldAcceptEveryCommandLine() throws IOException {
    Path pair = Files.writeString(directory.resolve("pair.conf"), block(README, "hocon"));
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents()) {
      List<MatchResult> commands = COMMAND.matcher(Files.readString(document)).results().toList();
      for (MatchResult command : commands) {
        // Without its comment, and without devices, which not every machine has.
        String arguments =
            command
                .group(2)
                .replaceFirst("#.*", "")
                .replaceAll("--device +\\S+", "")
                .replace("'", "")
                .replace("pair.conf", pair.toString());
        List<String> words = new ArrayList<>();
        if (command.group(1).equals("run") || command.group(1).equals("check")) {
          words.add("check");
        } else {
          words.addAll(List.of(command.group(1), "--dry-run"));
        }
        Arrays.stream(arguments.split(" ")).filter(word -> !word.isEmpty()).forEach(words::add);
        tests.add(
            DynamicTest.dynamicTest(
                document + ": " + command.group(),
                () -> {
                  Invocation check = Invocation.of(words.toArray());
                  assertThat(check.status()).as(check.err()).isZero();
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThan(5);
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> shouldLinkToWhatIsThere() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents()) {
      String text = Files.readString(document);
      tests.add(
          DynamicTest.dynamicTest(
              document.toString(),
              () ->
                  LINK.matcher(text)
                      .results()
                      .map(link -> link.group(1))
                      .filter(link -> !link.startsWith("http"))
                      .forEach(link -> assertThat(document.resolveSibling(link)).exists())));
    }
    return tests.stream();
  }

  @Test
  void shouldRecomputeTheDigestAsDescribed() throws Exception {
    assumeTrue(
        runs("python3", "-c", "import numpy") || Boolean.parseBoolean(System.getenv("CI")),
        "needs python3 with numpy");
    assertThat(Invocation.shortRun(directory.resolve("run")).status()).isZero();
    String recipe = block(Path.of("docs/numerics.md"), "python");
    Process python =
        new ProcessBuilder("python3", "-c", recipe)
            .directory(directory.resolve("run").toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(printed.strip())
        .isEqualTo(Invocation.digests(directory.resolve("run")).get("spikes").getAsString());
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
