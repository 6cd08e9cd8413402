package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import olivo.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell completes commands and options, by the script that {@code generate-completion} makes. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir private Path directory;

  @BeforeEach
  void writeScript() throws IOException {
    Needs.that(Files.isExecutable(BASH), "bash");
    Invocation script = Invocation.of("generate-completion");
    assertThat(script.status()).as(script.err()).isZero();
    Files.writeString(directory.resolve("completion"), script.out());
  }

  /** What bash offers for the last word of a line. */
  private List<String> offered(String... words) throws IOException, InterruptedException {
    String line = String.join(" ", words);
    String program =
        String.join(
            "\n",
            "source completion",
            "COMP_WORDS=(" + line.replaceAll("(?<= |^)$", "''") + ")",
            "COMP_CWORD=" + (words.length - 1),
            "COMP_LINE='" + line + "'",
            "COMP_POINT=" + line.length(),
            // Called by hand, it cannot set the options of a completion, and says so.
            "$(complete -p olivo | sed 's/.*-F \\([^ ]*\\).*/\\1/') 2>/dev/null",
            "printf '%s\\n' \"${COMPREPLY[@]}\"");
    Process bash =
        new ProcessBuilder(BASH.toString(), "--norc", "-c", program)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(printed).isZero();
    return printed.lines().map(String::strip).toList();
  }

  @Test
  void shouldCompleteCommands() throws Exception {
    assertThat(offered("olivo", "")).contains("run", "check", "plan", "sweep", "experiment");
    assertThat(offered("olivo", "ex")).containsExactlyInAnyOrder("experiment", "export");
  }

  @Test
  void shouldCompleteOptions() throws Exception {
    assertThat(offered("olivo", "run", "--d")).containsExactlyInAnyOrder("--device", "--duration");
    assertThat(offered("olivo", "bench", "latency", "--base")).containsExactly("--baseline");
  }

  @Test
  void shouldCompleteFiles() throws Exception {
    Files.writeString(directory.resolve("network.conf"), "");
    assertThat(offered("olivo", "check", "net")).containsExactly("network.conf");
  }
}
