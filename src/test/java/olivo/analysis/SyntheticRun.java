package olivo.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import olivo.model.CellRange;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.StepWindow;
import olivo.record.format.RecordingHeader.WeightEntry;
import olivo.record.format.RecordingWriter;

/** Writes recordings of invented activity, with steps of 0.1 ms. */
final class SyntheticRun {
  private static final int EPOCH_STEPS = 1000;

  private final long steps;
  private final List<PopulationEntry> populations = new ArrayList<>();
  private final List<List<long[]>> spikes = new ArrayList<>();
  private WeightEntry weights;
  private boolean finalWeights;
  private StateEntry state;

  SyntheticRun(long steps) {
    this.steps = steps;
  }

  /** A population with the given spikes, each {step, cell}. */
  SyntheticRun population(String name, int size, long[]... stepsAndCells) {
    populations.add(new PopulationEntry(name, size, true));
    List<long[]> sorted = new ArrayList<>(List.of(stepsAndCells));
    sorted.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    spikes.add(sorted);
    return this;
  }

  /** A population of cells that fire at random at a rate. */
  SyntheticRun poisson(String name, int size, double hz) {
    Random random = new Random(name.hashCode());
    List<long[]> drawn = new ArrayList<>();
    for (int cell = 0; cell < size; cell++) {
      double at = 0;
      while ((at += 1 - Math.log(1 - random.nextDouble()) * 10_000 / hz) < steps) {
        drawn.add(new long[] {(long) at, cell});
      }
    }
    return population(name, size, drawn.toArray(long[][]::new));
  }

  /** A population of which only some cells are recorded, or in a window only. */
  SyntheticRun part(
      String name, int size, List<CellRange> cells, StepWindow window, long[]... stepsAndCells) {
    population(name, size, stepsAndCells);
    int last = populations.size() - 1;
    populations.set(last, new PopulationEntry(name, size, true, cells, window));
    return this;
  }

  SyntheticRun unrecorded(String name, int size) {
    populations.add(new PopulationEntry(name, size, false));
    spikes.add(List.of());
    return this;
  }

  /** A plastic projection whose i-th weight is {@code 1 + step / 10^6 + i / 1000}. */
  SyntheticRun weights(String projection, int synapses, int everySteps, boolean atTheEndToo) {
    weights = new WeightEntry(projection, "A", "B", synapses, everySteps, 0.2, 3);
    finalWeights = atTheEndToo;
    return this;
  }

  /** Potentials that ramp up from -60 to -50 mV again and again. */
  SyntheticRun potentials(String population, Integer... cells) {
    state = new StateEntry(population, "V_m", "mV", List.of(cells), 10);
    return this;
  }

  /** The same in a window only. */
  SyntheticRun potentials(String population, StepWindow window, Integer... cells) {
    state = new StateEntry(population, "V_m", "mV", List.of(cells), 10, window);
    return this;
  }

  /** Writes the recording and opens it. */
  Recording write(Path directory) throws IOException {
    List<StateEntry> states = state == null ? List.of() : List.of(state);
    RecordingHeader header =
        new RecordingHeader(
            RecordingHeader.versionFor(populations, List.of(), states),
            "synthetic",
            "00",
            "0",
            7,
            0.1,
            steps,
            10,
            populations,
            weights == null ? List.of() : List.of(weights),
            states);
    try (RecordingWriter writer = RecordingWriter.create(directory, header)) {
      for (int i = 0; i < populations.size(); i++) {
        if (populations.get(i).recorded()) {
          writeSpikes(writer, i);
        }
      }
      if (weights != null) {
        for (long step = 0; step < steps; step += weights.everySteps()) {
          writer.weights(0, step, weightsAt(step));
        }
        if (finalWeights) {
          writer.finalWeights(0, steps, weightsAt(steps));
        }
      }
      if (state != null) {
        StepWindow window = state.window() == null ? new StepWindow(0, steps) : state.window();
        for (long step = window.fromStep(); step < window.endStep(); step += state.everySteps()) {
          float[] values = new float[state.cells().size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = -60 + (step / 100 + 3 * i) % 10;
          }
          writer.states(0, step, values);
        }
      }
      writer.end(steps);
    }
    return Recording.open(directory);
  }

  private void writeSpikes(RecordingWriter writer, int population) throws IOException {
    int next = 0;
    List<long[]> all = spikes.get(population);
    for (long first = 0; first < steps; first += EPOCH_STEPS) {
      Epoch epoch = new Epoch(first, Math.min(first + EPOCH_STEPS, steps));
      int[] offsets = new int[epoch.steps() + 1];
      int begin = next;
      for (int i = 0; i < epoch.steps(); i++) {
        while (next < all.size() && all.get(next)[0] == first + i) {
          next++;
        }
        offsets[i + 1] = next - begin;
      }
      int[] cells = all.subList(begin, next).stream().mapToInt(s -> (int) s[1]).toArray();
      writer.spikes(population, new SpikeBatch(epoch, offsets, cells));
    }
  }

  private float[] weightsAt(long step) {
    float[] row = new float[weights.synapses()];
    for (int i = 0; i < row.length; i++) {
      row[i] = 1 + step / 1e6f + i / 1000f;
    }
    return row;
  }
}
