package olivo.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
  @Test
  void shouldShowValuesAsAPersonWouldWriteThem() {
    assertThat(Findings.show(0.1, "ms")).isEqualTo("0.1 ms");
    assertThat(Findings.show(60_000, "ms")).isEqualTo("60000 ms");
    assertThat(Findings.show(1e12, "ms")).isEqualTo("1000000000 s");
    assertThat(Findings.show(-1e12, "ms")).isEqualTo("-1000000000 s");
    assertThat(Findings.show(Double.POSITIVE_INFINITY, "ms")).isEqualTo("Infinity ms");
    assertThat(Findings.show(1e-9, "")).isEqualTo("0.000000001");
  }
}
