package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyReaderFilesTest {
  private static final String HEAD = "name = x, dt = 0.1 ms, duration = 1 s\n";
  private static final String SILENT = "size = 1, model { type = spike-list, times = [] }";

  @TempDir Path directory;

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static LocatedProblem onlyProblem(Path file) {
    TopologyException e =
        catchThrowableOfType(TopologyException.class, () -> TopologyReader.read(file, List.of()));
    assertThat(e.problems()).hasSize(1);
    assertThat(e.getMessage()).doesNotContain("Config").doesNotContain("Exception");
    return e.problems().get(0);
  }

  @Test
  void shouldNameTheFileWhenItCannotBeRead() throws IOException {
    assertThat(onlyProblem(directory.resolve("nowhere.conf")).message()).isEqualTo("no such file");
    assertThat(onlyProblem(directory).message()).contains("is a directory");
    Path bytes = Files.write(directory.resolve("b.conf"), new byte[] {'a', (byte) 0xC3, '='});
    assertThat(onlyProblem(bytes).message()).contains("UTF-8");
    Path large = directory.resolve("large.conf");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength((256 << 20) + 1);
    }
    assertThat(onlyProblem(large).message()).contains("256 MiB");
    assertThat(onlyProblem(large).source()).isEqualTo(large.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noise = 8 pA*sqrt(s) | 2 | Reserved character '*'",
        "a = ] | 2 | not valid HOCON",
        "a { b = 1 | 3 | not valid HOCON: expecting a key or '}', not: end of file",
        "a = \"x | 2 | not valid HOCON",
        "= 3 | 2 | expecting a key or '}'",
        "dt = ${nothing} | 2 | ${nothing} refers to a key that does not exist",
        "a = ${b}, b = ${a} | 2 | refers to itself",
        "a = 1 {b = 2} | 2 | cannot be joined",
        "a..b = 1 | 2 | not valid HOCON",
        "include \"gone\" | 2 | include 'gone': no such file",
        "include required(\"gone\") | 2 | include 'gone': no such file",
        "include file(\"gone\") | 2 | include 'gone': no such file",
        "include url(\"http://localhost/x\") | 2 | only files can be included",
        "include classpath(\"x\") | 2 | only files can be included",
        "include \".\" | 2 | is a directory",
        "include gone | 2 | not valid HOCON",
        "include \"main.conf\" | 2 | the file includes itself",
        "dt = ${HOME} | 2 | ${HOME} refers to a key that does not exist",
      })
  void shouldNameTheLineWhenTheTextIsBroken(String line, int expected, String message)
      throws IOException {
    Path file = write("main.conf", "name = x\n" + line + "\n");
    LocatedProblem problem = onlyProblem(file);
    assertThat(problem.toString()).contains(message);
    assertThat(problem.line()).isEqualTo(expected);
    assertThat(problem.source()).isEqualTo(file.toString());
  }

  @Test
  void shouldNameTheIncludedFileWhenTheMistakeIsThere() throws IOException {
    write("parts/pops.conf", "populations {\n  A { size = 0, " + SILENT + ", size = -1 }\n}\n");
    LocatedProblem problem = onlyProblem(write("main.conf", HEAD + "include \"parts/pops\"\n"));
    assertThat(problem.source()).isEqualTo(directory.resolve("parts/pops.conf").toString());
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.path()).isEqualTo("populations.A.size");
  }

  @Test
  void shouldIncludeRelativeToTheIncludingFile() throws IOException {
    write("a/b/deep.conf", "B { " + SILENT + " }\n");
    write("a/mid.conf", "C { " + SILENT + " }\ninclude \"b/deep.conf\"\n");
    Path main =
        write(
            "main.conf",
            HEAD + "populations {\n  A { " + SILENT + " }\n  include \"a/mid.conf\"\n}\n");
    ReadResult result = TopologyReader.read(main, List.of());
    // Included names first, those of the innermost file before all.
    assertThat(result.topology().populations())
        .extracting(population -> population.name())
        .containsExactly("B", "C", "A");
  }

  @Test
  void shouldReadTheSameTopologyWithAByteOrderMarkAndWindowsLineEnds() throws IOException {
    Path file = write("w.conf", "\uFEFF" + Small.TEXT.replace("\n", "\r\n"));
    ReadResult result = TopologyReader.read(file, List.of());
    assertThat(result.sha256()).isEqualTo(Small.read(Small.TEXT).sha256());
  }

  @Test
  void shouldNotBreakOnDeepNesting() throws IOException {
    Path braces = write("braces.conf", "a {".repeat(100_000));
    assertThat(onlyProblem(braces).message()).isNotEmpty();
    Path lists = write("lists.conf", "a = " + "[".repeat(100_000));
    assertThat(onlyProblem(lists).message()).isNotEmpty();
  }

  @Test
  void shouldRefuseToIncludeFromAString() {
    assertThat(Small.problems("\ninclude \"x\""))
        .extracting(LocatedProblem::toString)
        .containsExactly("small.conf:2: include 'x': nothing can be included here");
  }
}
