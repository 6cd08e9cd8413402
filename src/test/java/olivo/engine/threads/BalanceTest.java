package olivo.engine.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BalanceTest {
  @Test
  void shouldShareOutWhatLiesOnOneThread() {
    assertThat(Balance.homes(new float[] {10, 9, 4, 4, 1}, new int[] {0, 0, 0, 0, 0}, 2))
        .containsExactly(0, 1, 1, 0, 1);
  }

  @Test
  void shouldMoveNobodyIfThatHelpsLittle() {
    int[] homes = {0, 1, 1, 0};
    assertThat(Balance.homes(new float[] {10, 9, 2, 0.5f}, homes, 2)).isSameAs(homes);
  }

  @Test
  void shouldKeepTheLongestTaskAtHome() {
    assertThat(Balance.homes(new float[] {10, 8, 8}, new int[] {1, 1, 0}, 2))
        .containsExactly(1, 0, 0);
  }

  @Test
  void shouldLeaveThreadsEmptyWhereThereAreMoreOfThem() {
    assertThat(Balance.homes(new float[] {5, 3}, new int[] {2, 2}, 4)).containsExactly(2, 0);
  }

  @Test
  void shouldBearNobodyAndIdleOnes() {
    assertThat(Balance.homes(new float[0], new int[0], 2)).isEmpty();
    int[] homes = {0, 1};
    assertThat(Balance.homes(new float[] {0, 0}, homes, 2)).isSameAs(homes);
  }
}
