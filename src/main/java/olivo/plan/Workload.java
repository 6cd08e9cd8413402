package olivo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.model.CellModel;
import olivo.model.Drive;
import olivo.model.Expectation;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Topology;

/**
 * What a simulated second of a topology takes to compute.
 *
 * @param populations work of each population, in the order of the topology
 */
public record Workload(List<OfPopulation> populations) {
  /** Rate of neurons of which the topology says nothing, in Hz. */
  public static final double ASSUMED_RATE_HZ = 10;

  private static final String RATE = "rate_hz";

  // Nanoseconds on one thread of the built-in device, measured with the microcircuit.
  private static final double UPDATE_NS = 1;
  private static final double CONDUCTANCE_NS = 1.2;
  private static final double NOISE_OR_JUNCTIONS_NS = 35;
  private static final double POISSON_DRIVE_NS = 12;
  private static final double STATIC_DELIVERY_NS = 1.8;
  private static final double PLASTIC_DELIVERY_NS = 6.5;
  private static final double SOURCE_SPIKE_NS = 55;

  public Workload {
    populations = List.copyOf(populations);
  }

  /** Where a rate comes from. */
  public enum Basis {
    /** It follows from the parameters of a source. */
    KNOWN,
    /** The topology expects it. */
    EXPECTED,
    /** Nothing is known of it. */
    ASSUMED
  }

  /**
   * The work of one population with the synapses onto it, in a simulated second.
   *
   * @param name the population
   * @param rateHz spikes of a cell
   * @param basis where the rate comes from
   * @param spikes spikes of the population
   * @param updates updates of a cell
   * @param staticDeliveries arrivals at static synapses
   * @param plasticDeliveries arrivals at plastic synapses
   * @param ownS seconds of one thread of the built-in device for its cells and static synapses
   * @param plasticS the same for the plastic synapses
   */
  public record OfPopulation(
      String name,
      double rateHz,
      Basis basis,
      double spikes,
      double updates,
      double staticDeliveries,
      double plasticDeliveries,
      double ownS,
      double plasticS) {
    /** Seconds of one thread of the built-in device. */
    public double builtInS() {
      return ownS + plasticS;
    }
  }

  /** The work of a topology. */
  public static Workload of(Topology topology) {
    return new Workload(
        topology.populations().stream().map(population -> of(topology, population)).toList());
  }

  private static OfPopulation of(Topology topology, Population population) {
    double rateHz = rateHz(topology, population);
    double spikes = rateHz * population.size();
    if (!population.model().isNeuron()) {
      return new OfPopulation(
          population.name(),
          rateHz,
          Basis.KNOWN,
          spikes,
          0,
          0,
          0,
          spikes * SOURCE_SPIKE_NS * 1e-9,
          0);
    }
    double updates = population.size() * 1e3 / topology.step().dtMs();
    double staticDeliveries = 0;
    double plasticDeliveries = 0;
    int conductances = 0;
    for (Projection projection : topology.projections()) {
      if (projection.to().equals(population.name())) {
        conductances++;
        Population from = topology.population(projection.from());
        double perSpike =
            projection.rule().connections(from.size(), population.size()) / from.size();
        double deliveries = perSpike * rateHz(topology, from) * from.size();
        if (projection.plasticity().isPresent()) {
          plasticDeliveries += deliveries;
        } else {
          staticDeliveries += deliveries;
        }
      }
    }
    long drives =
        topology.drives().stream()
            .filter(drive -> drive.to().equals(population.name()))
            .filter(Drive.Poisson.class::isInstance)
            .count();
    double updateNs =
        UPDATE_NS
            + conductances * CONDUCTANCE_NS
            + drives * POISSON_DRIVE_NS
            + (isCoupled(topology, population) || isNoisy(population) ? NOISE_OR_JUNCTIONS_NS : 0);
    return new OfPopulation(
        population.name(),
        rateHz,
        expected(topology, population).isPresent() ? Basis.EXPECTED : Basis.ASSUMED,
        spikes,
        updates,
        staticDeliveries,
        plasticDeliveries,
        1e-9 * (updates * updateNs + staticDeliveries * STATIC_DELIVERY_NS),
        1e-9 * plasticDeliveries * PLASTIC_DELIVERY_NS);
  }

  static boolean isCoupled(Topology topology, Population population) {
    return topology.gapJunctions().stream()
        .anyMatch(junctions -> junctions.population().equals(population.name()));
  }

  private static boolean isNoisy(Population population) {
    return population.model() instanceof CellModel.Lif lif && lif.noisePaSqrtS() != 0;
  }

  private static Optional<Expectation> expected(Topology topology, Population population) {
    return topology.expectations().stream()
        .filter(e -> e.subject().equals(population.name()) && e.quantity().equals(RATE))
        .findFirst();
  }

  private static double rateHz(Topology topology, Population population) {
    if (population.model() instanceof CellModel.BernoulliSource source) {
      // In each step that is not dead a coin falls: 1/rate - dt is what the dead time adds to.
      double deadS = topology.step().nearestSteps(source.tRefMs()) * topology.step().dtMs() * 1e-3;
      return source.rateHz() == 0 ? 0 : 1 / (1 / source.rateHz() + deadS);
    } else if (population.model() instanceof CellModel.PoissonSource source) {
      // Events of one step are one spike.
      double stepS = topology.step().dtMs() * 1e-3;
      return -Math.expm1(-source.rateHz() * stepS) / stepS;
    } else if (population.model() instanceof CellModel.SpikeList list) {
      return list.timesMs().size() / (topology.durationMs() * 1e-3);
    }
    return expected(topology, population)
        .map(expectation -> (expectation.low() + expectation.high()) / 2)
        .orElse(ASSUMED_RATE_HZ);
  }

  /** The work of a population. */
  public OfPopulation of(String population) {
    return populations.stream()
        .filter(work -> work.name().equals(population))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no population " + population));
  }

  /** Seconds that one thread of the built-in device needs for a simulated second. */
  public double builtInS() {
    return populations.stream().mapToDouble(OfPopulation::builtInS).sum();
  }

  /** Populations whose rate is assumed. */
  public List<String> assumed() {
    List<String> names = new ArrayList<>();
    for (OfPopulation work : populations) {
      if (work.basis() == Basis.ASSUMED) {
        names.add(work.name());
      }
    }
    return names;
  }
}
