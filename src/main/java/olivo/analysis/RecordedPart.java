package olivo.analysis;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StepWindow;

/**
 * The part of a population of which spikes are recorded. Statistics run over these cells, numbered
 * one after the other, and over these steps: what was not recorded is not silent.
 *
 * @param index index of the population in the recording
 * @param entry the population
 * @param cells the recorded cells, ascending
 * @param window the recorded steps
 */
record RecordedPart(int index, PopulationEntry entry, int[] cells, Window window) {

  static RecordedPart of(Recording recording, int population) {
    PopulationEntry entry = recording.header().populations().get(population);
    StepWindow steps = entry.recordedWindow(recording.recordedSteps());
    return new RecordedPart(
        population,
        entry,
        entry.recordedCells().stream()
            .flatMapToInt(range -> IntStream.range(range.firstCell(), range.endCell()))
            .toArray(),
        new Window(steps.fromStep(), steps.endStep()));
  }

  /** Number of recorded cells. */
  int size() {
    return cells.length;
  }

  /** What of the steps [fromStep, toStep) is recorded. */
  Window within(long fromStep, long toStep) {
    long to = Math.min(toStep, window.toStep());
    long from = Math.min(Math.max(fromStep, window.fromStep()), to);
    return new Window(from, to);
  }

  /** Visits all recorded spikes, each with the number of its cell among the recorded ones. */
  void spikes(Recording recording, Recording.SpikeVisitor visitor) throws IOException {
    portions(
        recording,
        (steps, numbers, count) -> {
          for (int i = 0; i < count; i++) {
            visitor.spike(steps[i], numbers[i]);
          }
        });
  }

  /** The same, many spikes at a time. */
  void portions(Recording recording, Recording.PortionVisitor visitor) throws IOException {
    if (entry.cells() == null) {
      recording.portions(index, visitor);
      return;
    }
    int[] numberOf = new int[entry.size()];
    Arrays.fill(numberOf, -1);
    for (int i = 0; i < cells.length; i++) {
      numberOf[cells[i]] = i;
    }
    recording.portions(
        index,
        (steps, spiking, count) -> {
          for (int i = 0; i < count; i++) {
            spiking[i] = numberOf[spiking[i]];
          }
          visitor.spikes(steps, spiking, count);
        });
  }
}
