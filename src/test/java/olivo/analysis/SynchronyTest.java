package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SynchronyTest {
  @Test
  void shouldGiveOneWhenAllCellsFireTogether() {
    Synchrony synchrony = new Synchrony(16, 50, 0, 100_000);
    for (long step = 10; step < 100_000; step += 10_000) {
      for (int cell = 0; cell < 16; cell++) {
        synchrony.spike(step, cell);
      }
    }
    assertThat(synchrony.syncShare()).isEqualTo(1);
    assertThat(synchrony.maxCoincident()).isEqualTo(16);
  }

  @Test
  void shouldGiveZeroWhenCellsFireOneAfterTheOther() {
    Synchrony synchrony = new Synchrony(16, 50, 0, 100_000);
    for (int i = 0; i < 160; i++) {
      synchrony.spike(51L * i, i % 16);
    }
    assertThat(synchrony.syncShare()).isZero();
    assertThat(synchrony.maxCoincident()).isEqualTo(1);
  }

  @Test
  void shouldCountBothEndsOfTheHalfWidth() {
    Synchrony synchrony = new Synchrony(3, 50, 0, 1000);
    synchrony.spike(100, 0);
    synchrony.spike(150, 1);
    synchrony.spike(200, 2);
    assertThat(synchrony.maxCoincident()).isEqualTo(3);
  }

  @Test
  void shouldNeedSevenOfFifteenOtherCells() {
    // Seven other cells make a spike synchronous, six don't, nor do more spikes of the same cells.
    assertThat(shareOf(16, 8)).isEqualTo(1);
    assertThat(shareOf(16, 7)).isZero();
    Synchrony doubled = new Synchrony(16, 50, 0, 1000);
    for (int spike = 0; spike < 14; spike++) {
      doubled.spike(100 + spike, spike % 7);
    }
    assertThat(doubled.syncShare()).isZero();
    assertThat(doubled.maxCoincident()).isEqualTo(14);
  }

  @Test
  void shouldIgnoreSpikesOutsideTheWindow() {
    Synchrony synchrony = new Synchrony(2, 50, 100, 200);
    synchrony.spike(99, 0);
    synchrony.spike(100, 1);
    synchrony.spike(200, 0);
    assertThat(synchrony.maxCoincident()).isEqualTo(1);
    assertThat(synchrony.syncShare()).isZero();
  }

  @Test
  void shouldBeUndefinedWhenNothingFires() {
    Synchrony synchrony = new Synchrony(16, 50, 0, 1000);
    assertThat(synchrony.syncShare()).isNaN();
    assertThat(synchrony.maxCoincident()).isZero();
  }

  @Test
  void shouldAgreeWithExhaustiveSearchWhenTrainsAreRandom() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int cells = 2 + random.nextInt(12);
      int halfWidth = random.nextInt(30);
      int mean = 1 + random.nextInt(40);
      List<long[]> spikes = new ArrayList<>();
      for (long step = 0; step < 2000; step++) {
        for (int cell = 0; cell < cells; cell++) {
          if (random.nextInt(mean) == 0) {
            spikes.add(new long[] {step, cell});
          }
        }
      }
      Synchrony synchrony = new Synchrony(cells, halfWidth, 0, 2000);
      spikes.forEach(s -> synchrony.spike(s[0], (int) s[1]));

      int needed = (int) Math.ceil(7 * (cells - 1) / 15.0);
      int most = 0;
      double synchronous = 0;
      for (long[] centre : spikes) {
        int near = 0;
        Set<Long> others = new HashSet<>();
        for (long[] spike : spikes) {
          if (Math.abs(spike[0] - centre[0]) <= halfWidth) {
            near++;
            others.add(spike[1]);
          }
        }
        others.remove(centre[1]);
        most = Math.max(most, near);
        synchronous += others.size() >= needed ? 1 : 0;
      }
      assertThat(synchrony.maxCoincident()).as("seed %d", seed).isEqualTo(most);
      assertThat(synchrony.syncShare()).as("seed %d", seed).isEqualTo(synchronous / spikes.size());
    }
  }

  private static double shareOf(int size, int firing) {
    Synchrony synchrony = new Synchrony(size, 50, 0, 1000);
    for (int cell = 0; cell < firing; cell++) {
      synchrony.spike(100, cell);
    }
    return synchrony.syncShare();
  }
}
