package olivo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import org.junit.jupiter.api.Test;

class EpochMergeTest {
  private static final Epoch EPOCH = new Epoch(10, 14);

  private static SpikeWindow window(long first, long end, int... stepsAndCells) {
    int[] offsets = new int[(int) (end - first) + 1];
    int[] cells = new int[stepsAndCells.length / 2];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = stepsAndCells[2 * i + 1];
      for (int step = (int) (stepsAndCells[2 * i] - first); step < end - first; step++) {
        offsets[step + 1]++;
      }
    }
    return new SpikeWindow(new SpikeBatch(new Epoch(first, end), offsets, cells), first, end);
  }

  private static SpikeBatch merge(SpikeWindow... windows) {
    return EpochMerge.merge("IO", EPOCH, List.of(windows));
  }

  @Test
  void shouldHandOnTheBatchWhenOneWindowIsTheEpoch() {
    SpikeWindow only = window(10, 14, 11, 3);
    assertThat(merge(only)).isSameAs(only.batch());
  }

  @Test
  void shouldSortByStepAndCellWhenSlicesAndPartsInterleave() {
    SpikeBatch merged =
        merge(
            window(10, 12, 10, 1, 11, 2),
            window(10, 11, 10, 8),
            window(11, 14, 11, 7, 11, 9, 13, 7),
            window(12, 14, 13, 0, 13, 3));
    assertThat(merged)
        .isEqualTo(
            new SpikeBatch(EPOCH, new int[] {0, 2, 5, 5, 8}, new int[] {1, 8, 2, 7, 9, 0, 3, 7}));
  }

  @Test
  void shouldJoinWindowsWhenTheyFollowEachOther() {
    SpikeBatch longer = window(8, 12, 9, 6, 10, 2, 10, 5, 11, 1).batch();
    assertThat(merge(new SpikeWindow(longer, 10, 12), window(12, 13), window(13, 14, 13, 4, 13, 5)))
        .isEqualTo(new SpikeBatch(EPOCH, new int[] {0, 2, 3, 3, 5}, new int[] {2, 5, 1, 4, 5}));
  }

  @Test
  void shouldTakeOnlyTheWindowWhenTheBatchIsLonger() {
    SpikeBatch batch = window(8, 20, 9, 1, 10, 2, 13, 3, 14, 4).batch();
    assertThat(merge(new SpikeWindow(batch, 10, 14)))
        .isEqualTo(new SpikeBatch(EPOCH, new int[] {0, 1, 1, 1, 2}, new int[] {2, 3}));
  }

  @Test
  void shouldRefuseWhenAStepIsNotCoveredByAllSlices() {
    assertThatThrownBy(EpochMergeTest::merge).hasMessageContaining("IO").hasMessageContaining("10");
    assertThatThrownBy(() -> merge(window(10, 13))).hasMessageContaining("at step 13");
    assertThatThrownBy(() -> merge(window(11, 14))).hasMessageContaining("at step 10");
    assertThatThrownBy(() -> merge(window(10, 12), window(13, 14)))
        .hasMessageContaining("at step 12");
    assertThatThrownBy(() -> merge(window(10, 14), window(11, 14)))
        .hasMessageContaining("at step 11");
  }

  @Test
  void shouldRefuseWhenAWindowReachesBeyondTheEpoch() {
    assertThatThrownBy(() -> merge(window(10, 15))).hasMessageContaining("beyond epoch [10, 14)");
    assertThatThrownBy(() -> merge(window(9, 14))).hasMessageContaining("beyond epoch [10, 14)");
  }

  @Test
  void shouldRefuseWhenACellSpikesTwiceInAStep() {
    assertThatThrownBy(() -> merge(window(10, 14, 12, 5), window(10, 14, 12, 5)))
        .hasMessageContaining("a cell of IO spiked twice in step 12");
  }
}
