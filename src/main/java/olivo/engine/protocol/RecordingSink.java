package olivo.engine.protocol;

import java.util.List;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Sample;

/** Whoever writes down what a run produces. */
public interface RecordingSink {
  /** Takes all spikes and samples of an epoch; epochs follow each other without a gap. */
  void record(Epoch epoch, Inbound inbound);

  /** Takes the weights at the end of the run, of every plastic projection and slice. */
  void finish(List<Sample.Weights> finalWeights);
}
