package olivo.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Topology;
import olivo.record.RecordingProgress;

/**
 * The recent rate of the population that is worth a look during a run: the one that teaches a
 * plastic projection, as the inferior olive does, or else the last one.
 */
final class WatchedRate {
  private static final double WINDOW_S = 5;

  private final Topology topology;
  private final int population;
  private final Deque<RecordingProgress> recent = new ArrayDeque<>();

  private WatchedRate(Topology topology, int population) {
    this.topology = topology;
    this.population = population;
    recent.add(new RecordingProgress(0, new long[topology.populations().size()]));
  }

  static WatchedRate of(Topology topology) {
    return new WatchedRate(topology, topology.populationIndex(population(topology)));
  }

  /** The name of the population that is worth a look. */
  static String population(Topology topology) {
    return topology.projections().stream()
        .flatMap(projection -> projection.plasticity().stream())
        .filter(Plasticity.Taught.class::isInstance)
        .map(rule -> ((Plasticity.Taught) rule).teacher())
        .map(topology::projection)
        .map(Projection::from)
        .findFirst()
        .orElse(topology.populations().get(topology.populations().size() - 1).name());
  }

  /** The rate over the last seconds of simulated time, as text. */
  String at(RecordingProgress now) {
    recent.addLast(now);
    while (recent.size() > 2 && seconds(now) - seconds(recent.getFirst()) > WINDOW_S) {
      recent.removeFirst();
    }
    RecordingProgress then = recent.getFirst();
    Population watched = topology.populations().get(population);
    double spikes = now.spikeCounts()[population] - then.spikeCounts()[population];
    double span = seconds(now) - seconds(then);
    return String.format(
        Locale.ROOT, "%s %.2f Hz", watched.name(), span > 0 ? spikes / watched.size() / span : 0);
  }

  private double seconds(RecordingProgress progress) {
    return topology.step().toMs(progress.recordedSteps()) * 1e-3;
  }
}
