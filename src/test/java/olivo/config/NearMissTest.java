package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {
  @Test
  void shouldCountEditsAndSwaps() {
    assertThat(NearMiss.distance("weight", "weight")).isZero();
    assertThat(NearMiss.distance("wieght", "weight")).isEqualTo(1);
    assertThat(NearMiss.distance("", "abc")).isEqualTo(3);
    assertThat(NearMiss.distance("size", "sizes")).isEqualTo(1);
    assertThat(NearMiss.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void shouldFindTheClosestWord() {
    assertThat(NearMiss.of("E_rve", List.of("E_L", "E_rev", "tau"))).contains("E_rev");
    assertThat(NearMiss.of("c_m", List.of("g_L", "C_m"))).contains("C_m");
    assertThat(NearMiss.of("b", List.of("B", "A"))).contains("B");
  }

  @Test
  void shouldFindNothingWhenNoWordIsClose() {
    assertThat(NearMiss.of("C", List.of("A", "B"))).isEmpty();
    assertThat(NearMiss.of("colour", List.of("size", "model"))).isEmpty();
    assertThat(NearMiss.of("x".repeat(10_000), List.of("x"))).isEmpty();
  }
}
