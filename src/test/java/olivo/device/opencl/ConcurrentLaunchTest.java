package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import olivo.device.Device;
import olivo.device.SourceState;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.GeometricTable;
import olivo.device.layout.Slice;
import olivo.device.layout.SourceLayout;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.SpikeBatch;
import org.junit.jupiter.api.Test;

/**
 * Launches of one kernel that overlap, from several threads and on populations ever larger, as the
 * actors of a run make them. PoCL ends the whole process where it can't bear them.
 */
class ConcurrentLaunchTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 90;
  private static final int EPOCHS = 25;

  @Test
  void shouldFireAsOnTheJvmWhenLaunchesOfDifferentSizesOverlap() throws Exception {
    List<FoundDevice> found = Bench.devices();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Device first = new OpenClDevice(found.get(0));
        Device last = new OpenClDevice(found.get(found.size() - 1))) {
      List<Future<?>> rounds = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        Device device = round % 3 == 0 ? last : first;
        SourceLayout layout = sourceOf(1 + 70 * round, round);
        rounds.add(threads.submit(() -> compare(device, layout)));
      }
      for (Future<?> round : rounds) {
        round.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static SourceLayout sourceOf(int cells, int seed) {
    Slice slice = new Slice(0, "S", cells, 0, cells);
    return new SourceLayout.Bernoulli(slice, GeometricTable.of(0.02), 1_000_000, 3, seed, 7);
  }

  private static void compare(Device device, SourceLayout layout) {
    try (Device reference = new JvmDevice();
        SourceState actual = device.createSource(layout);
        SourceState expected = reference.createSource(layout)) {
      for (int i = 0; i < EPOCHS; i++) {
        Epoch epoch = new Epoch(10L * i, 10L * i + 10);
        SpikeBatch spikes = actual.advance(epoch, Inbound.NONE).spikes();
        assertThat(spikes).isEqualTo(expected.advance(epoch, Inbound.NONE).spikes());
      }
    }
  }
}
