package olivo.record.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.WeightEntry;

/** Writes a random run and remembers what it wrote. */
public final class RandomRecording {
  private final SplittableRandom random;
  private final RecordingHeader header;
  private final RecordedContent content;
  private final int spikesPerStep;
  private long step;

  /** A run with a random choice of what is recorded. */
  public RandomRecording(long seed) {
    random = new SplittableRandom(seed);
    List<PopulationEntry> populations = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int size = random.nextBoolean() ? random.nextInt(0, 20) : random.nextInt(65_000, 66_000);
      populations.add(new PopulationEntry("P" + i, size, random.nextInt(4) > 0));
    }
    List<WeightEntry> weights = new ArrayList<>();
    for (int i = random.nextInt(0, 3); i > 0; i--) {
      int synapses = random.nextInt(0, 9);
      weights.add(new WeightEntry("A-B" + i, "A", "B", synapses, i, 0, Double.POSITIVE_INFINITY));
    }
    List<StateEntry> states = new ArrayList<>();
    for (int i = random.nextInt(0, 3); i > 0; i--) {
      List<Integer> cells = random.ints(random.nextInt(0, 5), 0, 5).boxed().toList();
      states.add(new StateEntry("P1", i == 1 ? "V_m" : "G_A-B", "mV", cells, i));
    }
    header =
        new RecordingHeader(
            1, "t\u00E9st", "ab", "0.1", seed << 40, 0.1, 100, 10, populations, weights, states);
    content = new RecordedContent(header);
    spikesPerStep = 300;
  }

  private RandomRecording(RecordingHeader header) {
    this.header = header;
    random = new SplittableRandom(0);
    content = new RecordedContent(header);
    spikesPerStep = 2;
  }

  /** A run with little of everything that can be recorded. */
  public static RandomRecording ofEveryKind() {
    return new RandomRecording(
        new RecordingHeader(
            1,
            "every kind",
            "ab",
            "0.1",
            1,
            0.1,
            100,
            10,
            List.of(new PopulationEntry("S", 9, true), new PopulationEntry("L", 70_000, true)),
            List.of(
                new WeightEntry("A-B", "A", "B", 4, 1, 0, 1),
                new WeightEntry("A-C", "A", "C", 3, 1, 0, 1)),
            List.of(new StateEntry("S", "V_m", "mV", List.of(2, 1), 1))));
  }

  public RecordingHeader header() {
    return header;
  }

  /** What was written so far. */
  public RecordedContent content() {
    return new RecordedContent(header, content);
  }

  /** Writes the connectivity of all entries. */
  public void connectivity(RecordingWriter writer) throws IOException {
    for (int i = 0; i < header.weights().size(); i++) {
      int synapses = header.weights().get(i).synapses();
      int[] offsets = {0, synapses / 2, synapses};
      int[] pre = random.ints(synapses, 0, 1000).toArray();
      writer.connectivity(i, offsets, pre);
      content.connectivity(i, offsets, pre);
    }
  }

  /** Writes one epoch and commits it. */
  public void epoch(RecordingWriter writer) throws IOException {
    Epoch epoch = new Epoch(step, step + random.nextInt(1, 30));
    for (int i = 0; i < header.populations().size(); i++) {
      PopulationEntry entry = header.populations().get(i);
      if (entry.recorded()) {
        SpikeBatch batch = batch(epoch, entry.size(), random.nextDouble());
        writer.spikes(i, batch);
        content.spikes(i, batch);
      }
    }
    for (int i = 0; i < header.weights().size(); i++) {
      if (random.nextBoolean()) {
        float[] row = row(header.weights().get(i).synapses());
        writer.weights(i, step, row);
        content.weights(i, step, row);
      }
    }
    for (int i = 0; i < header.states().size(); i++) {
      for (long at = step; at < epoch.endStep(); at++) {
        float[] row = row(header.states().get(i).cells().size());
        writer.states(i, at, row);
        content.states(i, at, row);
      }
    }
    step = epoch.endStep();
    content.end(step);
    writer.end(step);
  }

  /** Writes the final weights and commits them. */
  public void finish(RecordingWriter writer) throws IOException {
    for (int i = 0; i < header.weights().size(); i++) {
      float[] row = row(header.weights().get(i).synapses());
      writer.finalWeights(i, step, row);
      content.finalWeights(i, row);
    }
    writer.end(step);
  }

  private SpikeBatch batch(Epoch epoch, int size, double busySteps) {
    int[] offsets = new int[epoch.steps() + 1];
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < epoch.steps(); i++) {
      if (size > 0 && random.nextDouble() < busySteps) {
        int count = random.nextInt(0, Math.min(size, spikesPerStep) + 1);
        random.ints(0, size).distinct().limit(count).sorted().forEach(cells::add);
      }
      offsets[i + 1] = cells.size();
    }
    return new SpikeBatch(epoch, offsets, cells.stream().mapToInt(c -> c).toArray());
  }

  private float[] row(int length) {
    float[] row = new float[length];
    for (int i = 0; i < length; i++) {
      row[i] = (float) random.nextDouble(-100, 100);
    }
    return row;
  }
}
