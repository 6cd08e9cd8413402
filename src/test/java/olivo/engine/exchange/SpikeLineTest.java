package olivo.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import org.junit.jupiter.api.Test;

class SpikeLineTest {
  private final SpikeLine line = new SpikeLine(0);

  /** Appends a batch in which cell i fires in step i. */
  private SpikeBatch append(long firstStep, long endStep) {
    Epoch epoch = new Epoch(firstStep, endStep);
    int[] offsets = new int[epoch.steps() + 1];
    int[] cells = new int[epoch.steps()];
    for (int i = 0; i < epoch.steps(); i++) {
      offsets[i + 1] = i + 1;
      cells[i] = (int) firstStep + i;
    }
    SpikeBatch batch = new SpikeBatch(epoch, offsets, cells);
    line.append(batch, 0);
    return batch;
  }

  private List<SpikeWindow> view(long firstStep, long endStep) {
    List<SpikeWindow> windows = new ArrayList<>();
    line.view(firstStep, endStep, windows, new Deliveries());
    return windows;
  }

  @Test
  void shouldShowPartsOfAllBatchesWhenAViewSpansThem() {
    SpikeBatch first = append(0, 5);
    SpikeBatch second = append(5, 6);
    SpikeBatch third = append(6, 20);
    assertThat(view(3, 9))
        .containsExactly(
            new SpikeWindow(first, 3, 5),
            new SpikeWindow(second, 5, 6),
            new SpikeWindow(third, 6, 9));
    assertThat(view(0, 5)).containsExactly(new SpikeWindow(first, 0, 5));
    assertThat(view(6, 7)).containsExactly(new SpikeWindow(third, 6, 7));
    assertThat(view(19, 20)).containsExactly(new SpikeWindow(third, 19, 20));
  }

  @Test
  void shouldAddToTheWindowsThatAreThere() {
    SpikeBatch batch = append(0, 4);
    List<SpikeWindow> windows = new ArrayList<>(List.of(new SpikeWindow(batch, 0, 1)));
    line.view(2, 3, windows, new Deliveries());
    assertThat(windows).containsExactly(new SpikeWindow(batch, 0, 1), new SpikeWindow(batch, 2, 3));
  }

  @Test
  void shouldKeepTheOrderWhenItGrowsWithItsHeadInTheMiddle() {
    List<SpikeBatch> batches = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      batches.add(append(2L * i, 2L * i + 2));
    }
    line.forgetBefore(18);
    for (int i = 12; i < 200; i++) {
      batches.add(append(2L * i, 2L * i + 2));
    }
    assertThat(line.firstStep()).isEqualTo(18);
    assertThat(line.endStep()).isEqualTo(400);
    assertThat(view(18, 400))
        .containsExactlyElementsOf(
            batches.subList(9, 200).stream()
                .map(b -> new SpikeWindow(b, b.epoch().firstStep(), b.epoch().endStep()))
                .toList());
  }

  @Test
  void shouldForgetWholeBatchesOnly() {
    append(0, 10);
    SpikeBatch second = append(10, 20);
    line.forgetBefore(9);
    assertThat(line.firstStep()).isZero();
    line.forgetBefore(10);
    assertThat(line.firstStep()).isEqualTo(10);
    line.forgetBefore(15);
    assertThat(view(10, 12)).containsExactly(new SpikeWindow(second, 10, 12));
  }

  @Test
  void shouldStayAsSmallAsWhatIsNeededWhenManyBatchesPassThrough() {
    for (int i = 0; i < 10_000; i++) {
      append(i, i + 1L);
      line.forgetBefore(i - 20L);
      assertThat(line.endStep() - line.firstStep()).isLessThanOrEqualTo(22);
    }
  }

  @Test
  void shouldRefuseForgottenSteps() {
    append(0, 10);
    append(10, 20);
    line.forgetBefore(10);
    assertThatThrownBy(() -> view(9, 12))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessage("spikes of step 9 were asked for and are forgotten");
  }

  @Test
  void shouldRefuseStepsThatAreNotThereYet() {
    assertThatThrownBy(() -> view(0, 1)).isInstanceOf(ProtocolViolation.class);
    append(0, 10);
    assertThatThrownBy(() -> view(8, 11))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessage("spikes of step 10 were asked for and are not there");
    assertThatThrownBy(() -> view(10, 11)).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void shouldRefuseBatchesOutOfOrder() {
    append(0, 10);
    for (long firstStep : new long[] {0, 9, 11}) {
      assertThatThrownBy(() -> append(firstStep, 20))
          .isInstanceOf(ProtocolViolation.class)
          .hasMessage("a batch of [" + firstStep + ", 20) follows spikes up to step 10");
    }
  }

  @Test
  void shouldRefuseAGapAlsoWhenEverythingIsForgotten() {
    append(0, 10);
    line.forgetBefore(10);
    assertThat(line.firstStep()).isEqualTo(10);
    assertThatThrownBy(() -> append(11, 12)).isInstanceOf(ProtocolViolation.class);
    append(10, 12);
    assertThat(view(10, 12)).hasSize(1);
  }
}
