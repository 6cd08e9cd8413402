package olivo.engine.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MoveCostTest {
  private final MoveCost cost = new MoveCost();

  private void add(int runs, long tookNs, boolean moved) {
    for (int i = 0; i < runs; i++) {
      cost.add(tookNs, moved);
    }
  }

  private void addInTurns(int runs, long stayedNs, long movedNs) {
    for (int i = 0; i < runs; i++) {
      cost.add(stayedNs, false);
      cost.add(movedNs, true);
    }
  }

  @Test
  void shouldBeNothingWhileItIsUnknown() {
    assertThat(cost.ns()).isZero();
    add(10, 20_000, true);
    assertThat(cost.ns()).as("after moves alone").isZero();
    add(10, 20_000, false);
    assertThat(cost.ns()).as("without a move since").isZero();
  }

  @Test
  void shouldBeWhatMovesTakeLonger() {
    addInTurns(200, 30_000, 90_000);
    assertThat(cost.ns()).isCloseTo(60_000, Offset.offset(2_000L));
  }

  @Test
  void shouldNotBeNegative() {
    addInTurns(200, 50_000, 20_000);
    assertThat(cost.ns()).isZero();
  }

  @Test
  void shouldBeForgottenUnlessItIsSeenAgain() {
    addInTurns(200, 30_000, 90_000);
    add(5_000, 30_000, false);
    assertThat(cost.ns()).isBetween(100L, 1_000L);
  }

  @Test
  void shouldTakeNoDisturbanceForACost() {
    add(1, 30_000, false);
    add(1, 80_000_000, true);
    assertThat(cost.ns()).isLessThan(12_000);
  }

  @Test
  void shouldShrinkWithTheRunsWhenCodeIsCompiled() {
    addInTurns(200, 300_000, 400_000);
    assertThat(cost.ns()).isCloseTo(100_000, Offset.offset(5_000L));
    add(100, 3_000, false);
    assertThat(cost.ns()).isBetween(500L, 2_500L);
  }
}
