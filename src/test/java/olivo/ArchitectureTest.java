package olivo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import olivo.model.ArchitectureCanary;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final int LONGEST_FILE_LINES = 400;

  /** All rules at once: importing the classes is what takes the time. */
  @Test
  void shouldKeepToTheRooms() {
    JavaClasses main =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("olivo");
    assertThat(main.size()).isGreaterThan(150);
    assertThat(main.contain(ArchitectureCanary.class)).isFalse();
    List<String> broken =
        Rooms.rules()
            .flatMap(rule -> rule.evaluate(main).getFailureReport().getDetails().stream())
            .toList();
    assertThat(broken).isEmpty();
  }

  @Test
  void shouldNoticeAClassThatBreaksTheRules() {
    JavaClasses canary =
        new ClassFileImporter().importClasses(ArchitectureCanary.class, Rooms.class);
    List<String> broken =
        Rooms.rules()
            .filter(rule -> rule.evaluate(canary).hasViolation())
            .map(rule -> rule.getDescription())
            .toList();
    assertThat(broken)
        .containsExactly(
            "olivo.model sees only olivo.model, java..",
            "every class is in one of the rooms",
            "only the command line prints and exits",
            "all chance is counter-based",
            "nothing is serialized");
    String details =
        String.join(
            "\n",
            Rooms.rules()
                .flatMap(rule -> rule.evaluate(canary).getFailureReport().getDetails().stream())
                .toList());
    assertThat(details)
        .contains(
            "org.apache.pekko.actor.typed.ActorRef",
            "com.typesafe.config.Config",
            "olivo.engine.exchange.Scheduler",
            "java.lang.System.out",
            "java.lang.System.exit(int)",
            "java.util.Random",
            "java.io.Serializable");
  }

  @Test
  void shouldKeepFilesShort() throws IOException {
    Path root = Path.of("src", "main", "java");
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(150);
      assertThat(sources)
          .allSatisfy(
              file ->
                  assertThat(Files.readAllLines(file))
                      .as("%s", file)
                      .hasSizeLessThanOrEqualTo(LONGEST_FILE_LINES));
    }
  }
}
