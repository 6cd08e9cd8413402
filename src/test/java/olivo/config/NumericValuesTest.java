package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumericValuesTest {
  @Test
  void shouldReadPlainNumbersAndQuantitiesOfOneKind() {
    assertThat(NumericValues.of(List.of("1", "2.5e1")))
        .contains(new NumericValues("", List.of(1.0, 25.0)));
    assertThat(NumericValues.of(List.of("0.1 nA", "\"135pA\"")))
        .contains(new NumericValues("pA", List.of(100.0, 135.0)));
    assertThat(NumericValues.of(List.of("1 s", "20ms")))
        .contains(new NumericValues("ms", List.of(1000.0, 20.0)));
  }

  @Test
  void shouldFindNoAxisForAnythingElse() {
    assertThat(NumericValues.of(List.of("A", "B"))).isEmpty();
    assertThat(NumericValues.of(List.of("1", "1 pA"))).isEmpty();
    assertThat(NumericValues.of(List.of("1 mV", "1 pA"))).isEmpty();
  }
}
