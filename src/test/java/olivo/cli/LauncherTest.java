package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import olivo.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program {@code olivo} hands to Java; the Java here only tells of it. */
class LauncherTest {
  @TempDir private Path home;

  @BeforeEach
  void makeBundle() throws IOException {
    Needs.that(Files.isExecutable(Path.of("/bin/bash")), "bash");
    Files.copy(Path.of("olivo"), home.resolve("olivo"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(home.resolve("runtime/bin"));
    Files.writeString(home.resolve("runtime/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Path java = home.resolve("runtime/bin/java");
    Files.writeString(java, "#!/bin/bash\necho \"locale ${LC_ALL:-${LANG:-}}\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  private String printed(Map<String, String> variables) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(home.resolve("olivo").toString(), "check");
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(variables);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }

  @Test
  void shouldReadAllFileNamesWhereThereIsNoLocale() throws Exception {
    assertThat(printed(Map.of())).isEqualTo("locale C.UTF-8");
    assertThat(printed(Map.of("LANG", "C"))).isEqualTo("locale C.UTF-8");
    assertThat(printed(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "POSIX")))
        .isEqualTo("locale C.UTF-8");
  }

  @Test
  void shouldKeepALocale() throws Exception {
    assertThat(printed(Map.of("LANG", "de_DE.UTF-8"))).isEqualTo("locale de_DE.UTF-8");
    assertThat(printed(Map.of("LC_ALL", "fr_FR"))).isEqualTo("locale fr_FR");
  }
}
