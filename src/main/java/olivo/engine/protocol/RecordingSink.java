package olivo.engine.protocol;

import java.io.IOException;
import java.util.List;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Sample;

/** Whoever writes down what a run produces. */
public interface RecordingSink extends AutoCloseable {
  /** Takes all spikes and samples of an epoch; epochs follow each other without a gap. */
  void record(Epoch epoch, Inbound inbound) throws IOException;

  /**
   * Takes a checkpoint, made where the last epoch ended.
   *
   * @throws UnsupportedOperationException if this sink keeps none
   */
  default void keep(Checkpoint checkpoint) throws IOException {
    throw new UnsupportedOperationException("no checkpoints are kept here");
  }

  /** Takes the weights at the end of the run, of every plastic projection and slice. */
  void finish(List<Sample.Weights> finalWeights) throws IOException;

  /** Closes files, whether the run was finished or not. Does nothing the second time. */
  @Override
  void close() throws IOException;
}
