package olivo.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/**
 * Spikes of some steps that can be placed anywhere in time.
 *
 * @param offsets {@code [steps + 1]}, as {@link SpikeBatch} has them
 * @param cells {@code [offsets[steps]]}
 */
record Volley(int[] offsets, int[] cells) {
  /** Spikes as a Poisson population emits them. */
  static Volley random(int steps, int cells, double perCellAndStep, long seed) {
    Random random = new Random(seed);
    int[] offsets = new int[steps + 1];
    IntStream.Builder fired = IntStream.builder();
    for (int i = 0; i < steps; i++) {
      offsets[i + 1] = offsets[i];
      for (int cell = 0; cell < cells; cell++) {
        if (random.nextDouble() < perCellAndStep) {
          fired.add(cell);
          offsets[i + 1]++;
        }
      }
    }
    return new Volley(offsets, fired.build().toArray());
  }

  /** Several of them. */
  static List<Volley> several(int count, int steps, int cells, double perCellAndStep) {
    return IntStream.range(0, count)
        .mapToObj(seed -> random(steps, cells, perCellAndStep, seed))
        .toList();
  }

  /** These spikes from a step on. */
  SpikeBatch batch(long firstStep) {
    return new SpikeBatch(new Epoch(firstStep, firstStep + offsets.length - 1), offsets, cells);
  }

  /** All of these spikes from a step on, as a port has them. */
  List<SpikeWindow> from(long firstStep) {
    return List.of(new SpikeWindow(batch(firstStep), firstStep, firstStep + offsets.length - 1));
  }
}
