package olivo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import olivo.config.ReadResult;
import olivo.device.layout.FanIn;
import olivo.device.layout.NetworkLayout;
import olivo.model.Projection;
import olivo.model.Topology;
import olivo.record.RunHeader;
import olivo.record.RunRecorder;
import olivo.record.format.RecordingHeader;

/** Sets up the recording of a network. */
final class Recorders {
  private Recorders() {}

  /** Begins a recording, with the connectivity of its plastic projections. */
  static RunRecorder create(Path directory, ReadResult read, NetworkLayout network)
      throws IOException {
    Topology topology = read.topology();
    List<Projection> projections = topology.projections();
    RecordingHeader header =
        RunHeader.of(
            topology,
            read.sha256(),
            BuildVersion.version(),
            projection -> network.fanIns().get(projections.indexOf(projection)).connections());
    RunRecorder recorder =
        new RunRecorder(directory, header, projections.stream().map(Projection::name).toList());
    for (int i = 0; i < header.weights().size(); i++) {
      Projection projection = topology.projection(header.weights().get(i).projection());
      FanIn fanIn = network.fanIns().get(projections.indexOf(projection));
      recorder.connectivity(i, fanIn.rowStart(), fanIn.source());
    }
    return recorder;
  }

  /** Number of synapses that a spike of each cell of each population reaches. */
  static int[][] outdegrees(NetworkLayout network) {
    Topology topology = network.topology();
    int[][] outdegrees = new int[topology.populations().size()][];
    for (int p = 0; p < outdegrees.length; p++) {
      outdegrees[p] = new int[topology.populations().get(p).size()];
    }
    for (int k = 0; k < topology.projections().size(); k++) {
      int[] ofSource = outdegrees[topology.populationIndex(topology.projections().get(k).from())];
      for (int source : network.fanIns().get(k).source()) {
        ofSource[source]++;
      }
    }
    return outdegrees;
  }
}
