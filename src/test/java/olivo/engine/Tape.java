package olivo.engine;

import java.io.IOException;
import java.util.List;
import olivo.engine.protocol.RecordingSink;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.Topology;
import olivo.testing.Collected;

/** A sink that counts how often it is closed, and may fail. */
final class Tape implements RecordingSink {
  final Collected kept;
  final long failsAt;
  final boolean failsToFinish;
  final long failsToKeepAt;
  final IOException full = new IOException("no space left on device");
  volatile int finished;
  volatile int closed;

  Tape(Topology topology, long failsAt, boolean failsToFinish) {
    this(topology, failsAt, failsToFinish, -1);
  }

  Tape(Topology topology, long failsAt, boolean failsToFinish, long failsToKeepAt) {
    this.kept = new Collected(topology.populations().size());
    this.failsAt = failsAt;
    this.failsToFinish = failsToFinish;
    this.failsToKeepAt = failsToKeepAt;
  }

  Tape(Topology topology) {
    this(topology, Long.MAX_VALUE, false);
  }

  @Override
  public void record(Epoch epoch, Inbound inbound) throws IOException {
    if (epoch.endStep() > failsAt) {
      throw full;
    }
    kept.record(epoch, inbound);
  }

  @Override
  public void keep(Checkpoint checkpoint) throws IOException {
    if (checkpoint.step() == failsToKeepAt) {
      throw full;
    }
    kept.keep(checkpoint);
  }

  @Override
  public void finish(List<Sample.Weights> finalWeights) throws IOException {
    if (failsToFinish) {
      throw full;
    }
    finished++;
    kept.finish(finalWeights);
  }

  @Override
  public void close() {
    closed++;
  }
}
