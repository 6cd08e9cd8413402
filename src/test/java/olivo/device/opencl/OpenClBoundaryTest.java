package olivo.device.opencl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class OpenClBoundaryTest {
  private static final JavaClasses OLIVO =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("olivo");

  @Test
  void shouldKeepLwjglInsideWhenOthersAreCompiled() {
    lwjglOnlyIn("olivo.device.opencl").check(OLIVO);
  }

  @Test
  void shouldSeeLwjglWhenLookedForElsewhere() {
    assertThatThrownBy(() -> lwjglOnlyIn("olivo.device.jvm").check(OLIVO))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void shouldNotDependOnOtherDevicesOrTheEngineWhenCompiled() {
    noClasses()
        .that()
        .resideInAPackage("olivo.device.opencl")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("olivo.device.jvm", "olivo.engine..", "olivo.cli..", "olivo.record..")
        .check(OLIVO);
  }

  private static ArchRule lwjglOnlyIn(String home) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.lwjgl..");
  }
}
