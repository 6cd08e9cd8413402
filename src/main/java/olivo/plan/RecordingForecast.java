package olivo.plan;

import java.util.Optional;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Recording;
import olivo.model.SampleSteps;
import olivo.model.TimeWindow;
import olivo.model.Topology;

/**
 * How large the files of a run are going to be.
 *
 * @param recordingBytes the append-only recording
 * @param npzBytes the export {@code output.npz}
 */
public record RecordingForecast(double recordingBytes, double npzBytes) {
  private static final int PREAMBLE = 24;
  private static final int SPIKES_HEAD = 16;
  private static final int NARROW_CELLS = 1 << 16;
  private static final int RECORDER_EPOCH_STEPS = 1000;

  /** A forecast from expected rates. */
  public static RecordingForecast of(Topology topology) {
    Workload workload = Workload.of(topology);
    Recording recording = topology.recording();
    double seconds = topology.durationMs() * 1e-3;
    double steps = topology.steps();
    double bytes = 0;
    double npz = 0;
    for (Population population : topology.populations()) {
      Optional<Recording.SpikeProbe> probe = recording.spikesOf(population.name());
      double recordedSteps = probe.map(p -> steps(topology, p.window())).orElse(0.0);
      if (recordedSteps <= 0) {
        continue;
      }
      int cells = probe.get().cells().countIn(population.size());
      double spikes =
          workload.of(population.name()).spikes()
              * (seconds * recordedSteps / steps)
              * ((double) cells / population.size());
      double activeSteps = recordedSteps * -Math.expm1(-spikes / recordedSteps);
      bytes += spikes * (population.size() <= NARROW_CELLS ? 2 : 4);
      // Two numbers of one byte for each step with spikes.
      bytes += 2 * activeSteps;
      bytes += Math.ceil(recordedSteps / RECORDER_EPOCH_STEPS) * (PREAMBLE + SPIKES_HEAD);
      npz += spikes * (Long.BYTES + Integer.BYTES);
      if (recording.binMs() > 0) {
        double recordedMs = recordedSteps * topology.step().dtMs();
        npz += Math.floor(recordedMs / recording.binMs()) * cells * Short.BYTES;
      }
    }
    for (Projection projection : topology.projections()) {
      if (projection.plasticity().isPresent()) {
        double synapses = synapses(topology, projection);
        double snapshots = snapshots(topology, projection.name());
        // Connectivity, final weights and snapshots.
        bytes += Float.BYTES * synapses * (2 + snapshots);
        npz += Float.BYTES * synapses * (1 + snapshots);
      }
    }
    for (Recording.StateProbe probe : recording.states()) {
      double samples = samples(topology, probe.window(), probe.everyMs());
      bytes += samples * (PREAMBLE + Long.BYTES + (double) Float.BYTES * probe.cells().size());
      npz += samples * Double.BYTES * (1 + probe.cells().size());
    }
    return new RecordingForecast(bytes, npz);
  }

  private static double snapshots(Topology topology, String projection) {
    return topology.recording().weights().stream()
        .filter(probe -> probe.projection().equals(projection))
        .mapToDouble(probe -> samples(topology, probe.window(), probe.everyMs()))
        .findFirst()
        .orElse(0);
  }

  private static double samples(Topology topology, TimeWindow window, double everyMs) {
    SampleSteps steps = window.every(topology.step(), everyMs);
    long end = Math.min(topology.steps(), steps.endStep());
    long first = steps.firstFrom(0);
    return first >= end ? 0 : (end - 1 - first) / steps.everySteps() + 1;
  }

  /** Steps of the run that lie in a window. */
  private static double steps(Topology topology, TimeWindow window) {
    return window.endStep(topology.step(), topology.steps()) - window.fromStep(topology.step());
  }

  static double synapses(Topology topology, Projection projection) {
    return projection
        .rule()
        .connections(
            topology.population(projection.from()).size(),
            topology.population(projection.to()).size());
  }
}
