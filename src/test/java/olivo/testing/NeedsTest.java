package olivo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class NeedsTest {
  @Test
  void shouldLeaveOutNothingInContinuousIntegration() {
    Needs.that(true, "nothing");
    assertThatThrownBy(() -> Needs.that(false, "a unicorn"))
        .isInstanceOf(
            Needs.isContinuousIntegration() ? AssertionError.class : TestAbortedException.class)
        .hasMessageContaining("needs a unicorn");
  }

  /** Whatever else leaves out a test would do so in continuous integration as well. */
  @Test
  void shouldBeTheOnlyWayToLeaveOutATest() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("olivo");
    List<String> others =
        tests.stream()
            .filter(
                test ->
                    test.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .anyMatch(NeedsTest::leavesOutTests))
            .map(JavaClass::getName)
            .toList();
    assertThat(others).containsExactlyInAnyOrder(Needs.class.getName(), NeedsTest.class.getName());
  }

  private static boolean leavesOutTests(JavaClass used) {
    return used.getSimpleName().endsWith("Assumptions")
        || used.getName().equals(TestAbortedException.class.getName())
        || used.getName().equals("org.junit.jupiter.api.Disabled")
        || used.getPackageName().startsWith("org.junit.jupiter.api.condition");
  }
}
