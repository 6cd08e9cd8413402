package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class VariationTest {
  private static final List<String> PIECES =
      List.of(
          "1",
          "pA sqrt(s)",
          "[1, 2, [3, 4]]",
          "{ a = 1, b = [2, 3] }",
          "\"x, y\"",
          "\"]\\\",\"",
          "\"\"\"a \" , b\"\"\"",
          "-0.5 mV",
          "zonal-convergent",
          "(a, b)");

  @Test
  void shouldReadPathAndValues() throws BadValue {
    assertThat(Variation.parse(" populations.IO.model.I_e = 101pA , 135 pA,nA "))
        .isEqualTo(new Variation("populations.IO.model.I_e", List.of("101pA", "135 pA", "nA")));
    assertThat(Variation.parse("a.\"b c\"=1=2").path()).isEqualTo("a.\"b c\"");
    assertThat(Variation.parse("a=1=2").values()).containsExactly("1=2");
  }

  /** Whatever holds commas within something comes back whole. */
  @TestFactory
  Stream<DynamicTest> shouldGiveBackWhatWasJoined() {
    return IntStream.range(0, 50)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> {
                      List<String> values = values(seed);
                      assertThat(Variation.split(String.join(" ,", values)))
                          .containsExactlyElementsOf(values);
                    }));
  }

  private static List<String> values(int seed) {
    Random random = new Random(seed);
    List<String> values = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      StringBuilder value = new StringBuilder();
      for (int k = 1 + random.nextInt(3); k > 0; k--) {
        value.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      values.add(value.toString());
    }
    return values;
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuse() {
    return Stream.of(
        refused("a", "needs the form path=value,value,..."),
        refused("=1", "what is before '=' is not a path"),
        refused("a..b=1", "what is before '=' is not a path"),
        refused("a=", "a value is empty"),
        refused("a=1,,2", "a value is empty"),
        refused("a=1,2,1", "the value '1' is given twice"),
        refused("a=[1,2", "']' is missing"),
        refused("a={x=(1},2", "'}' closes nothing"),
        refused("a=1],2", "']' closes nothing"),
        refused("a=\"1,2", "a double quote is missing"),
        refused("a=\"\"\"1,\",2", "a double quote is missing"));
  }

  private static DynamicTest refused(String text, String message) {
    return DynamicTest.dynamicTest(
        text,
        () ->
            assertThatThrownBy(() -> Variation.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessageContaining(message));
  }
}
