package olivo.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import olivo.config.ReadResult;
import olivo.device.layout.FanIn;
import olivo.device.layout.NetworkLayout;
import olivo.model.Projection;
import olivo.model.Topology;
import olivo.record.CheckpointKeeper;
import olivo.record.RunHeader;
import olivo.record.RunRecorder;
import olivo.record.checkpoint.KeptRun;
import olivo.record.format.RecordingHeader;

/** Sets up the recording of a network. */
final class Recorders {
  private Recorders() {}

  /** Begins a recording, with the connectivity of its plastic projections. */
  static RunRecorder create(
      RunDirectory directory, ReadResult read, NetworkLayout network, long checkpointSteps)
      throws IOException {
    Topology topology = read.topology();
    List<Projection> projections = topology.projections();
    RecordingHeader header = header(read, network);
    Optional<CheckpointKeeper> keeper =
        checkpointSteps == 0
            ? Optional.empty()
            : Optional.of(CheckpointKeeper.create(directory.checkpoint(), header, checkpointSteps));
    RunRecorder recorder = recorder(directory, header, names(projections), keeper);
    for (int i = 0; i < header.weights().size(); i++) {
      Projection projection = topology.projection(header.weights().get(i).projection());
      FanIn fanIn = network.fanIns().get(projections.indexOf(projection));
      recorder.connectivity(i, fanIn.rowStart(), fanIn.source());
    }
    return recorder;
  }

  private static RunRecorder recorder(
      RunDirectory directory,
      RecordingHeader header,
      List<String> projections,
      Optional<CheckpointKeeper> keeper)
      throws IOException {
    try {
      return new RunRecorder(directory.recording(), header, projections, keeper);
    } catch (IOException e) {
      if (keeper.isPresent()) {
        keeper.get().close();
      }
      throw e;
    }
  }

  /** Goes on with a recording where a checkpoint was kept. */
  static RunRecorder reopen(
      RunDirectory directory,
      ReadResult read,
      NetworkLayout network,
      KeptRun kept,
      long checkpointSteps)
      throws IOException {
    RecordingHeader header = header(read, network);
    List<String> projections = names(read.topology().projections());
    CheckpointKeeper keeper =
        CheckpointKeeper.reopen(directory.checkpoint(), header, kept, checkpointSteps);
    try {
      return RunRecorder.reopen(directory.recording(), header, projections, keeper, kept);
    } catch (IOException e) {
      keeper.close();
      throw e;
    }
  }

  private static RecordingHeader header(ReadResult read, NetworkLayout network) {
    List<Projection> projections = read.topology().projections();
    return RunHeader.of(
        read.topology(),
        read.sha256(),
        BuildVersion.version(),
        projection -> network.fanIns().get(projections.indexOf(projection)).connections());
  }

  private static List<String> names(List<Projection> projections) {
    return projections.stream().map(Projection::name).toList();
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
