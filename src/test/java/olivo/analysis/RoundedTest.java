package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import olivo.analysis.RunStatistics.PopulationFigures;
import org.junit.jupiter.api.Test;

class RoundedTest {
  @Test
  void shouldDropWhatRoundingErrorsLeave() {
    assertThat(Rounded.of(46.36000000000001)).isEqualTo(46.36);
    assertThat(Rounded.of(0.1 + 0.2)).isEqualTo(0.3);
    assertThat(Rounded.of(-1.0 / 3)).isEqualTo(-0.333333333333);
    assertThat(Rounded.of(0)).isZero();
    assertThat(Rounded.of(Double.NaN)).isNaN();
    assertThat(Rounded.of(Double.POSITIVE_INFINITY)).isInfinite();
  }

  @Test
  void shouldBeInTheTreeOfFigures() {
    PopulationFigures figures =
        new PopulationFigures(2, 2, 3, 46.36000000000001, 0.1 + 0.2, 0.6, 1, 1, 1, Double.NaN);
    RunStatistics statistics = new RunStatistics(Map.of("P", figures), Map.of());
    assertThat(statistics.toMap().toString())
        .contains("rate_hz=46.36,", "rate_window_s=[0.3, 0.6]", "isi_cv=null");
  }
}
