package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountsTest {
  @Test
  void shouldChooseUnits() {
    assertThat(Amounts.bytes(4_310)).isEqualTo("4.3 kB");
    assertThat(Amounts.bytes(71_240_000)).isEqualTo("71.2 MB");
    assertThat(Amounts.bytes(2.5e9)).isEqualTo("2.5 GB");
    assertThat(Amounts.large(0)).isEqualTo("0");
    assertThat(Amounts.large(431)).isEqualTo("431");
    assertThat(Amounts.large(43_100)).isEqualTo("43 thousand");
    assertThat(Amounts.large(187e6)).isEqualTo("187 million");
  }

  @Test
  void shouldTellOneFromMany() {
    assertThat(Amounts.of(1, "projection")).isEqualTo("1 projection");
    assertThat(Amounts.of(0, "projection")).isEqualTo("0 projections");
    assertThat(Amounts.of(4888, "cell")).isEqualTo("4888 cells");
  }
}
