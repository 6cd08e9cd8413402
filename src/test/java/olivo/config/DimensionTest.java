package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimensionTest {
  @ParameterizedTest
  @CsvSource({
    "TIME, 0.1 ms, 0.1",
    "TIME, 100us, 0.1",
    "TIME, 1 ns, 1e-6",
    "TIME, 60 s, 60000",
    "TIME, 1.5 min, 90000",
    "TIME, 3 \u00b5s, 0.003",
    "TIME, 3 \u03bcs, 0.003",
    "RATE, 30 Hz, 30",
    "RATE, 0.9kHz, 900",
    "VOLTAGE, -68 mV, -68",
    "VOLTAGE, -.068 V, -68",
    "VOLTAGE, 7 uV, 0.007",
    "CURRENT, 1e3 pA, 1000",
    "CURRENT, 1 fA, 0.001",
    "CURRENT, 0.1 nA, 100",
    "CURRENT, 3 uA, 3e6",
    "CONDUCTANCE, 32 pS, 0.032",
    "CONDUCTANCE, 5.4 nS, 5.4",
    "CONDUCTANCE, 1 uS, 1000",
    "CAPACITANCE, 250 pF, 250",
    "CAPACITANCE, 7 fF, 0.007",
    "CAPACITANCE, 0.25 nF, 250",
    "CAPACITANCE, 1 uF, 1e6",
    "CURRENT_NOISE, 8 pA sqrt(s), 8",
    "CURRENT_NOISE, 8 pA*sqrt(s), 8",
    "CURRENT_NOISE, 8 pA * sqrt(s), 8",
    "CURRENT_NOISE, 8 pA/sqrt(Hz), 8",
    "CURRENT_NOISE, 8 pA / sqrt(Hz), 8",
    "CURRENT_NOISE, 0.008 nA sqrt(s), 8",
  })
  void shouldConvertToTheModelsUnit(Dimension dimension, String text, double expected)
      throws BadValue {
    assertThat(dimension.read(text)).isEqualTo(expected);
  }

  @Test
  void shouldGiveTheNearestDoubleWhateverTheUnit() throws BadValue {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      BigDecimal decimal = BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(6));
      double expected = Double.parseDouble(decimal.scaleByPowerOfTen(-3).toString());
      assertThat(Dimension.CONDUCTANCE.read(decimal + " pS")).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "TIME; 0.1; got '0.1', which has no unit; needs a time in ns, us, ms, s or min",
        "TIME; ms; got 'ms'; needs a time",
        "TIME; NaN ms; got 'NaN ms'; needs a time",
        "TIME; Infinity ms; got 'Infinity ms'; needs a time",
        "TIME; 1 0 ms; with the unknown unit '0 ms'",
        "TIME; 0x10 ms; with the unknown unit 'x10 ms'",
        "TIME; 1 msec; unknown unit 'msec'",
        "TIME; 1 mss; unknown unit 'mss' (did you mean 'ms'?)",
        "VOLTAGE; 1 mv; unknown unit 'mv' (did you mean 'mV'?)",
        "CONDUCTANCE; 32 mV; got '32 mV', a voltage; needs a conductance in pS, nS or uS",
        "CURRENT_NOISE; 8 pA; got '8 pA', a current; needs a current noise",
        "TIME; 1e400 s; '1e400 s' is out of range",
        "TIME; 1e-400 s; '1e-400 s' is out of range",
        "TIME; 1e99999999999 s; is out of range",
        "TIME; 1e2147483647 min; is out of range",
        "TIME; 1e-2147483647 ns; is out of range",
      })
  void shouldSayWhatIsAcceptedWhenTheQuantityIsWrong(
      Dimension dimension, String text, String message) {
    assertThatThrownBy(() -> dimension.read(text))
        .isInstanceOf(BadValue.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseNumbersOfExcessiveLength() {
    assertThatThrownBy(() -> Dimension.TIME.read("1" + "0".repeat(1000) + " ms"))
        .isInstanceOf(BadValue.class);
  }

  @Test
  void shouldReadWholeNumbersOnly() throws BadValue {
    assertThat(Decimal.whole("1e3", 0, 2000)).isEqualTo(1000);
    assertThat(Decimal.whole("-9223372036854775808", Long.MIN_VALUE, Long.MAX_VALUE))
        .isEqualTo(Long.MIN_VALUE);
    for (String text : new String[] {"1.5", "1e-1", "x", "2001", "1e999999999", "9.3e18", ""}) {
      assertThatThrownBy(() -> Decimal.whole(text, 0, 2000)).isInstanceOf(BadValue.class);
    }
  }
}
