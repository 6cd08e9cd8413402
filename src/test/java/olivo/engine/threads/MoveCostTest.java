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

  @Test
  void shouldBeNothingWhileItIsUnknown() {
    assertThat(cost.ns()).isZero();
    add(10, 20_000, false);
    assertThat(cost.ns()).isZero();
  }

  @Test
  void shouldBeNothingAfterMovesAlone() {
    add(10, 20_000, true);
    assertThat(cost.ns()).isZero();
  }

  @Test
  void shouldBeWhatMovesTakeLonger() {
    for (int i = 0; i < 100; i++) {
      cost.add(30_000, false);
      cost.add(90_000, true);
    }
    assertThat(cost.ns()).isCloseTo(60_000, Offset.offset(2_000L));
  }

  @Test
  void shouldNotBeNegative() {
    add(1, 50_000, false);
    add(1, 20_000, true);
    assertThat(cost.ns()).isZero();
  }

  @Test
  void shouldBeForgottenUnlessItIsSeenAgain() {
    add(1, 30_000, false);
    add(1, 90_000, true);
    assertThat(cost.ns()).isEqualTo(60_000);
    add(5_000, 30_000, false);
    assertThat(cost.ns()).isLessThan(1_000);
  }

  @Test
  void shouldTakeNoDisturbanceForACost() {
    add(1, 30_000, false);
    add(1, 80_000_000, true);
    assertThat(cost.ns()).isEqualTo(1_000_000);
  }

  @Test
  void shouldFollowAMachineThatHasBecomeFaster() {
    add(1, 300_000, false);
    add(1, 400_000, true);
    for (int i = 0; i < 200; i++) {
      cost.add(10_000, false);
      cost.add(15_000, true);
    }
    assertThat(cost.ns()).isCloseTo(5_000, Offset.offset(500L));
  }
}
