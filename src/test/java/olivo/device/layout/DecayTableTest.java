package olivo.device.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecayTableTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 1, 7.7, 200, 12_345, 1e7, Integer.MAX_VALUE})
  void shouldDecayExponentiallyDownToNothing(double tauSteps) {
    DecayTable decay = DecayTable.of(tauSteps);
    assertThat(decay.after(3.5f, 0)).isEqualTo(3.5f);
    assertThat(decay.after(3.5f, decay.steps())).isZero();
    assertThat(decay.after(3.5f, Long.MAX_VALUE / 2)).isZero();
    assertThat(Math.exp(-decay.steps() / tauSteps)).isLessThanOrEqualTo(1.0000001e-12);
    for (int i = 0; i < 1000; i++) {
      long steps = (long) ((decay.steps() - 1) * (i / 999.0));
      double expected = 3.5 * Math.exp(-steps / tauSteps);
      assertThat((double) decay.after(3.5f, steps))
          .as("after %d steps", steps)
          .isCloseTo(expected, within(3e-7 * expected));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {200, 12_345, Integer.MAX_VALUE})
  void shouldTakeLittleRoom(double tauSteps) {
    DecayTable decay = DecayTable.of(tauSteps);
    assertThat((double) decay.factors().length).isLessThan(3.1 * Math.sqrt(decay.steps()));
  }
}
