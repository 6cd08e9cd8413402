package olivo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every message of the protocols has a handler that is named after it. */
class ProtocolHandlersTest {
  private static final List<Class<?>> PROTOCOLS =
      List.of(
          ClockProtocol.Command.class,
          ParticipantProtocol.Command.class,
          SimulationGuardian.Command.class);

  private static Stream<Class<?>> messages() {
    return PROTOCOLS.stream().flatMap(protocol -> Arrays.stream(protocol.getPermittedSubclasses()));
  }

  private static List<? extends Class<?>> actors() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("olivo");
    return classes.stream()
        .filter(type -> type.isAssignableTo(AbstractBehavior.class))
        .map(JavaClass::reflect)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> shouldHaveAHandlerNamedAfterTheMessage() {
    List<? extends Class<?>> actors = actors();
    return messages()
        .map(
            message ->
                DynamicTest.dynamicTest(
                    message.getSimpleName(),
                    () ->
                        assertThat(actors)
                            .as("actors with on%s(%s)", message.getSimpleName(), message.getName())
                            .anyMatch(actor -> handles(actor, message))));
  }

  private static boolean handles(Class<?> actor, Class<?> message) {
    return Arrays.stream(actor.getDeclaredMethods())
        .anyMatch(
            method ->
                method.getName().equals("on" + message.getSimpleName())
                    && method.getParameterCount() == 1
                    && method.getParameterTypes()[0] == message);
  }

  /** The rule can fail, and looks at something. */
  @Test
  void shouldKnowAMessageWithoutAHandler() {
    assertThat(actors())
        .hasSizeGreaterThanOrEqualTo(7)
        .noneMatch(actor -> handles(actor, ProtocolHandlersTest.class));
    assertThat(messages()).hasSizeGreaterThanOrEqualTo(13);
  }
}
