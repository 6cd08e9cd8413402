package olivo.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhiloxTest {
  /**
   * Known answers published with the Random123 library (Salmon et al. 2011): philox4x32, 10 rounds.
   */
  @Test
  void shouldGiveThePublishedAnswers() {
    assertThat(block(Philox.withKey(0, 0), 0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(block(Philox.withKey(-1, -1), -1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(
            block(
                Philox.withKey(0xa4093822, 0x299f31d0),
                0x243f6a88,
                0x85a308d3,
                0x13198a2e,
                0x03707344))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  private static int[] block(Philox philox, int c0, int c1, int c2, int c3) {
    int[] words = new int[4];
    long index = (c0 & 0xFFFFFFFFL) | ((long) c1 << 32);
    philox.block(index, c2, c3, words);
    long pair = philox.pair(index, c2, c3);
    assertThat(pair).isEqualTo((words[0] & 0xFFFFFFFFL) | ((long) words[1] << 32));
    assertThat(philox.word(index, c2, c3)).isEqualTo(words[0]);
    return words;
  }

  @Test
  void shouldSeparateSeedsAndStreams() {
    Philox one = new Philox(1);
    assertThat(one.word(0, 0, 7)).isNotEqualTo(new Philox(2).word(0, 0, 7));
    assertThat(one.word(0, 0, 7)).isNotEqualTo(new Philox(1L << 32 | 1).word(0, 0, 7));
    assertThat(Philox.stream("noise", "IO")).isNotEqualTo(Philox.stream("noise", "BC"));
    assertThat(Philox.stream("noise", "IO")).isNotEqualTo(Philox.stream("drive", "IO"));
  }

  @Test
  void shouldKeepIntegersBelowTheirBound() {
    assertThat(Philox.below(-1, 10)).isEqualTo(9);
    assertThat(Philox.below(0, 10)).isZero();
    assertThat(Philox.below(0x80000000, 10)).isEqualTo(5);
  }

  /** The noise of the olive: popcount of 64 bits less 32, over 4. */
  @Test
  void shouldGiveNoiseOfMeanZeroAndVarianceOne() {
    Philox random = new Philox(11);
    int n = 400_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double xi = (Long.bitCount(random.pair(i, 3, 5)) - 32) / 4.0;
      assertThat(xi).isBetween(-8.0, 8.0);
      sum += xi;
      squares += xi * xi;
    }
    assertThat(sum / n).isBetween(-0.008, 0.008);
    assertThat(squares / n).isBetween(0.99, 1.01);
  }
}
