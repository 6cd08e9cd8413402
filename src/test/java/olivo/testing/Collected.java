package olivo.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import olivo.engine.protocol.RecordingSink;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeWindow;

/**
 * Keeps everything that a run produces, in an order of its own, so that two runs can be compared
 * bit for bit.
 */
public final class Collected implements RecordingSink {
  private final List<List<long[]>> spikes = new ArrayList<>();
  private final TreeMap<String, float[]> samples = new TreeMap<>();
  private final TreeMap<String, TreeMap<Integer, float[]>> snapshots = new TreeMap<>();
  private List<Sample.Weights> finalWeights = List.of();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private long recordedSteps;

  /** For a topology with the given number of populations. */
  public Collected(int populations) {
    for (int i = 0; i < populations; i++) {
      spikes.add(new ArrayList<>());
    }
  }

  @Override
  public void record(Epoch epoch, Inbound inbound) {
    if (epoch.firstStep() != recordedSteps) {
      throw new IllegalStateException("recorded up to " + recordedSteps + " and then " + epoch);
    }
    recordedSteps = epoch.endStep();
    for (int population = 0; population < spikes.size(); population++) {
      for (SpikeWindow window : inbound.port(population)) {
        for (long step = window.firstStep(); step < window.endStep(); step++) {
          for (int i = window.batch().begin(step); i < window.batch().end(step); i++) {
            add(population, step, window.batch().cell(i));
          }
        }
      }
    }
    for (Sample sample : inbound.samples()) {
      add(sample);
    }
  }

  /** Notes a spike. */
  public void add(int population, long step, int cell) {
    spikes.get(population).add(new long[] {step, cell});
  }

  /** Notes a sample. */
  public void add(Sample sample) {
    if (sample instanceof Sample.States states) {
      for (int i = 0; i < states.values().length; i++) {
        samples.put(
            "state %d/%010d/%d".formatted(states.probe(), states.step(), states.firstCell() + i),
            new float[] {states.values()[i]});
      }
    } else if (sample instanceof Sample.Weights weights) {
      snapshots
          .computeIfAbsent(
              "weights %d/%010d".formatted(weights.probe(), weights.step()), key -> new TreeMap<>())
          .put(weights.firstSynapse(), weights.weights());
    }
  }

  @Override
  public void keep(Checkpoint checkpoint) {
    if (checkpoint.step() != recordedSteps) {
      throw new IllegalStateException(
          "a checkpoint of step " + checkpoint.step() + " came at step " + recordedSteps);
    }
    checkpoints.add(checkpoint);
  }

  /** All checkpoints. */
  public List<Checkpoint> checkpoints() {
    return checkpoints;
  }

  /** What had been collected up to a step, to go on from there. */
  public Collected upTo(long step) {
    Collected before = new Collected(spikes.size());
    for (int population = 0; population < spikes.size(); population++) {
      spikes.get(population).stream()
          .filter(spike -> spike[0] < step)
          .forEach(before.spikes.get(population)::add);
    }
    samples()
        .forEach(
            (name, values) -> {
              if (Long.parseLong(name.split("/")[1]) < step) {
                before.samples.put(name, values);
              }
            });
    before.recordedSteps = step;
    return before;
  }

  @Override
  public void finish(List<Sample.Weights> weights) {
    finalWeights = weights;
  }

  @Override
  public void close() {}

  /** Number of steps recorded. */
  public long recordedSteps() {
    return recordedSteps;
  }

  /** Spikes of a population as (step, cell), sorted. */
  public long[][] spikes(int population) {
    long[][] sorted = spikes.get(population).toArray(long[][]::new);
    Arrays.sort(sorted, Comparator.<long[]>comparingLong(s -> s[0]).thenComparingLong(s -> s[1]));
    return sorted;
  }

  /** Samples by a name that sorts by probe, step and place; the parts of a snapshot are joined. */
  public TreeMap<String, float[]> samples() {
    snapshots.forEach((name, parts) -> samples.put(name, joined(parts.values())));
    snapshots.clear();
    return samples;
  }

  private static float[] joined(Collection<float[]> parts) {
    float[] whole = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int from = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, whole, from, part.length);
      from += part.length;
    }
    return whole;
  }

  /** Weights of a projection at the end, in canonical order. */
  public float[] finalWeights(int projection) {
    List<Sample.Weights> parts =
        finalWeights.stream()
            .filter(part -> part.projection() == projection)
            .sorted(Comparator.comparingInt(Sample.Weights::firstSynapse))
            .toList();
    float[] whole = new float[parts.stream().mapToInt(part -> part.weights().length).sum()];
    for (Sample.Weights part : parts) {
      System.arraycopy(part.weights(), 0, whole, part.firstSynapse(), part.weights().length);
    }
    return whole;
  }
}
