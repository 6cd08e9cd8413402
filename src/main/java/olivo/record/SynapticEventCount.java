package olivo.record;

import java.io.IOException;
import java.util.List;
import olivo.engine.protocol.RecordingSink;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeWindow;

/** Counts the synapses that spikes reach, on their way to another sink. */
public final class SynapticEventCount implements RecordingSink {
  private final RecordingSink next;
  private final int[][] outdegrees;
  private volatile long count;

  /**
   * A counter.
   *
   * @param next gets everything
   * @param outdegrees {@code [populations][cells]}: number of synapses that a spike of a cell
   *     reaches
   */
  public SynapticEventCount(RecordingSink next, int[][] outdegrees) {
    this.next = next;
    this.outdegrees = outdegrees;
  }

  /** Counts the events of spikes that were recorded before, as when a run goes on. */
  public void addPast(RunRecorder recorder) throws IOException {
    long[] events = {count};
    recorder.pastSpikes(
        (population, steps, cells, spikes) -> {
          for (int i = 0; i < spikes; i++) {
            events[0] += outdegrees[population][cells[i]];
          }
        });
    count = events[0];
  }

  /** Synaptic events so far. */
  public long count() {
    return count;
  }

  @Override
  public void record(Epoch epoch, Inbound inbound) throws IOException {
    long events = count;
    for (int population = 0; population < outdegrees.length; population++) {
      int[] outdegree = outdegrees[population];
      for (SpikeWindow window : inbound.port(population)) {
        int end = window.batch().end(window.endStep() - 1);
        for (int spike = window.batch().begin(window.firstStep()); spike < end; spike++) {
          events += outdegree[window.batch().cell(spike)];
        }
      }
    }
    count = events;
    next.record(epoch, inbound);
  }

  @Override
  public void keep(Checkpoint checkpoint) throws IOException {
    next.keep(checkpoint);
  }

  @Override
  public void finish(List<Sample.Weights> finalWeights) throws IOException {
    next.finish(finalWeights);
  }

  @Override
  public void close() throws IOException {
    next.close();
  }
}
