package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateCourseTest {
  private static final double[] EDGES = {0, 0.1, 0.2, 0.3, 0.4, 0.45};

  private static RateCourse course(double... hz) {
    double[] start = new double[hz.length];
    double[] end = new double[hz.length];
    for (int i = 0; i < hz.length; i++) {
      start[i] = EDGES[i];
      end[i] = EDGES[i + 1];
    }
    return new RateCourse(start, end, hz);
  }

  @Test
  void shouldWeighBinsByTheirLength() {
    RateCourse wide = course(1, 3, 5, 7, 10).binned(0.2);
    assertThat(wide.hz()).containsExactly(new double[] {2, 6, 10}, within(1e-9));
    assertThat(wide.startS()).containsExactly(new double[] {0, 0.2, 0.4}, within(1e-9));
    assertThat(wide.endS()).containsExactly(new double[] {0.2, 0.4, 0.45}, within(1e-9));
  }

  @Test
  void shouldKeepTheMeanRate() {
    assertThat(course(1, 3, 5, 7, 10).binned(1).hz())
        .containsExactly(new double[] {(0.1 * 16 + 0.05 * 10) / 0.45}, within(1e-9));
  }

  @Test
  void shouldAverageAsFarAsAllGo() {
    RateCourse mean = RateCourse.mean(List.of(course(1, 2, 3), course(3, 5)));
    assertThat(mean.hz()).containsExactly(2, 3.5);
    assertThat(mean.lengthS()).isEqualTo(0.2);
  }

  @Test
  void shouldHaveNoBinsWithoutRates() {
    assertThat(course().binned(1).bins()).isZero();
    assertThat(RateCourse.mean(List.of()).bins()).isZero();
  }
}
