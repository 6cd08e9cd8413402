package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedListTest {
  @Test
  void shouldReadNumbersAndRanges() throws BadValue {
    assertThat(SeedList.parse("1..4")).containsExactly(1L, 2L, 3L, 4L);
    assertThat(SeedList.parse("7, -2..0 ,5")).containsExactly(7L, -2L, -1L, 0L, 5L);
    assertThat(SeedList.parse("9223372036854775806..9223372036854775807"))
        .isEqualTo(List.of(Long.MAX_VALUE - 1, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | got 'x'; needs whole numbers and ranges such as 1..10",
        "'' | got ''; needs",
        "1, | needs whole numbers",
        "1..x | needs whole numbers",
        "1.5 | needs whole numbers",
        "3..1 | the range 3..1 is empty",
        "1,1..2 | the seed 1 is given twice",
        "1..1000000 | has more than 100000 seeds",
        "-9223372036854775807..9223372036854775807 | has more than 100000 seeds"
      })
  void shouldRefuse(String text, String message) {
    assertThatThrownBy(() -> SeedList.parse(text))
        .isInstanceOf(BadValue.class)
        .hasMessageContaining(message);
  }
}
