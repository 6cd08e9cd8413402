package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** The messages that the documentation explains are those that the program gives. */
class TroubleshootingTest {
  private static final Path PAGE = Path.of("docs/troubleshooting.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(PAGE)).results().toList();
  }

  /** The sources, with texts that go on in the next line put together. */
  private static List<String> sources() throws IOException {
    try (Stream<Path> java = Files.walk(Path.of("src/main/java"));
        Stream<Path> kernels = Files.walk(Path.of("cl"))) {
      return Stream.of(java, kernels, Stream.of(Path.of("olivo")))
          .flatMap(files -> files.filter(Files::isRegularFile).map(TroubleshootingTest::text))
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return JOINED.matcher(Files.readString(file)).replaceAll("").replace("\\\"", "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stays the same in a message whenever it is given. */
  private static List<String> fixedParts(String message) {
    return Arrays.stream(message.split("<[^>]*>"))
        .filter(part -> part.strip().length() > 2)
        .toList();
  }

  private static boolean isIn(List<String> sources, String message) {
    List<String> parts = fixedParts(message);
    assertThat(parts).as(message).isNotEmpty();
    return sources.stream().anyMatch(source -> parts.stream().allMatch(source::contains));
  }

  @TestFactory
  Stream<DynamicTest> shouldExplainMessagesThatThereAre() throws IOException {
    List<String> sources = sources();
    List<DynamicTest> tests = new ArrayList<>();
    for (MatchResult row : rows()) {
      String message = row.group(1);
      tests.add(
          DynamicTest.dynamicTest(
              message, () -> assertThat(isIn(sources, message)).as(message).isTrue()));
    }
    assertThat(tests).hasSizeGreaterThan(60);
    return tests.stream();
  }

  @Test
  void shouldReadEveryRow() throws IOException {
    long rows = Files.readString(PAGE).lines().filter(line -> line.startsWith("| ")).count();
    long heads = Files.readString(PAGE).lines().filter("| --- | --- | --- |"::equals).count();
    assertThat(rows().size()).isEqualTo((int) (rows - 2 * heads));
  }

  @Test
  void shouldNoticeAMessageThatIsNotThere() throws IOException {
    assertThat(isIn(sources(), "no such message is <given> anywhere")).isFalse();
  }
}
