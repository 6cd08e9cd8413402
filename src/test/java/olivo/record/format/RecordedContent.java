package olivo.record.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import olivo.model.SpikeBatch;

/** Everything in a recording, in a form that can be compared. */
public final class RecordedContent {
  /** One spike. */
  public record Spike(long step, int cell) {}

  /** One row of weights or states. */
  public record Row(long step, List<Float> values) {
    static Row of(long step, float[] values) {
      List<Float> list = new ArrayList<>();
      for (float value : values) {
        list.add(value);
      }
      return new Row(step, list);
    }
  }

  private long recordedSteps;
  private final List<List<Spike>> spikes;
  private final List<List<Row>> weights;
  private final List<List<Row>> states;
  private final List<List<Float>> finalWeights;
  private final List<String> connectivity;

  public RecordedContent(RecordingHeader header) {
    spikes = lists(header.populations().size());
    weights = lists(header.weights().size());
    states = lists(header.states().size());
    finalWeights = lists(header.weights().size());
    connectivity = new ArrayList<>(java.util.Collections.nCopies(header.weights().size(), ""));
  }

  /** A copy that does not follow the original. */
  public RecordedContent(RecordingHeader header, RecordedContent other) {
    this(header);
    recordedSteps = other.recordedSteps;
    copy(other.spikes, spikes);
    copy(other.weights, weights);
    copy(other.states, states);
    copy(other.finalWeights, finalWeights);
    for (int i = 0; i < connectivity.size(); i++) {
      connectivity.set(i, other.connectivity.get(i));
    }
  }

  /** Reads a whole recording through its visitors. */
  public static RecordedContent read(Recording recording) throws IOException {
    RecordingHeader header = recording.header();
    RecordedContent content = new RecordedContent(header);
    content.recordedSteps = recording.recordedSteps();
    for (int i = 0; i < header.populations().size(); i++) {
      List<Spike> list = content.spikes.get(i);
      recording.spikes(i, (step, cell) -> list.add(new Spike(step, cell)));
    }
    for (int i = 0; i < header.weights().size(); i++) {
      List<Row> list = content.weights.get(i);
      recording.weights(i, (step, row) -> list.add(Row.of(step, row)));
      List<Float> last = content.finalWeights.get(i);
      recording.finalWeights(i).ifPresent(row -> last.addAll(Row.of(0, row).values()));
      if (recording.hasConnectivity(i)) {
        content.connectivity(i, recording.postOffsets(i), recording.pre(i));
      }
    }
    for (int i = 0; i < header.states().size(); i++) {
      List<Row> list = content.states.get(i);
      recording.states(i, (step, row) -> list.add(Row.of(step, row)));
    }
    return content;
  }

  public List<Spike> spikes(int population) {
    return spikes.get(population);
  }

  public List<Row> weights(int entry) {
    return weights.get(entry);
  }

  public List<Row> states(int entry) {
    return states.get(entry);
  }

  public List<Float> finalWeights(int entry) {
    return finalWeights.get(entry);
  }

  void spikes(int population, SpikeBatch batch) {
    for (long step = batch.epoch().firstStep(); step < batch.epoch().endStep(); step++) {
      for (int i = batch.begin(step); i < batch.end(step); i++) {
        spikes.get(population).add(new Spike(step, batch.cell(i)));
      }
    }
  }

  void weights(int entry, long step, float[] row) {
    weights.get(entry).add(Row.of(step, row));
  }

  void states(int entry, long step, float[] row) {
    states.get(entry).add(Row.of(step, row));
  }

  void finalWeights(int entry, float[] row) {
    finalWeights.get(entry).addAll(Row.of(0, row).values());
  }

  void connectivity(int entry, int[] postOffsets, int[] pre) {
    connectivity.set(entry, Arrays.toString(postOffsets) + Arrays.toString(pre));
  }

  void end(long steps) {
    recordedSteps = steps;
  }

  private static <T> List<List<T>> lists(int count) {
    List<List<T>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static <T> void copy(List<List<T>> from, List<List<T>> to) {
    for (int i = 0; i < from.size(); i++) {
      to.get(i).addAll(from.get(i));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordedContent content && toString().equals(content.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return recordedSteps
        + " steps, spikes "
        + spikes
        + ", weights "
        + weights
        + ", states "
        + states
        + ", final "
        + finalWeights
        + ", connectivity "
        + connectivity;
  }
}
