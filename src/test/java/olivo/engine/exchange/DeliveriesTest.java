package olivo.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private static SpikeBatch batch(long step, int spikes) {
    int[] cells = new int[spikes];
    for (int i = 0; i < spikes; i++) {
      cells[i] = i;
    }
    return new SpikeBatch(new Epoch(step, step + 1), new int[] {0, spikes}, cells);
  }

  @Test
  void shouldTellOfEachWindowWithSpikesWhenTheyWereEmitted() {
    SpikeLine line = new SpikeLine(0);
    for (int step = 0; step < 100; step++) {
      line.append(batch(step, step % 3), 1000 + step);
      line.forgetBefore(step - 60);
    }
    Deliveries deliveries = new Deliveries();
    line.view(50, 100, new ArrayList<>(), deliveries);
    List<List<Long>> told = new ArrayList<>();
    for (int i = 0; i < deliveries.size(); i++) {
      told.add(List.of(deliveries.emittedAtNs(i), (long) deliveries.spikes(i)));
    }
    List<List<Long>> expected = new ArrayList<>();
    for (long step = 50; step < 100; step++) {
      if (step % 3 > 0) {
        expected.add(List.of(1000 + step, step % 3));
      }
    }
    assertThat(told).isEqualTo(expected);
    deliveries.clear();
    assertThat(deliveries.size()).isZero();
  }
}
