package olivo.engine.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.Partition;
import olivo.model.CellModel;
import olivo.model.ConnectionRule;
import olivo.model.GapJunctions;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Synapse;
import olivo.model.Topology;
import olivo.testing.Circuits;

/**
 * A small network drawn at random: sources, sliced and coupled populations, recurrent and plastic
 * projections, and a pacing to run it with.
 */
final class RandomNetwork {
  private static final double DT_MS = Circuits.DT.dtMs();

  final Topology topology;
  final Pacing pacing;
  final ExchangePlan plan;

  private RandomNetwork(Topology topology, Partition partition, Pacing pacing) {
    this.topology = topology;
    this.pacing = pacing;
    NetworkLayout network = Lowering.lower(topology, partition);
    this.plan = ExchangePlanner.plan(network, pacing);
  }

  static RandomNetwork draw(long seed) {
    Random random = new Random(seed);
    List<Population> populations = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      populations.add(
          new Population("S" + i, 1 + random.nextInt(3), new CellModel.BernoulliSource(30, 0)));
    }
    Map<String, Integer> slices = new HashMap<>();
    List<GapJunctions> coupled = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      boolean gap = random.nextInt(3) == 0;
      Population population =
          new Population("N" + i, gap ? 6 : 1 + random.nextInt(5), Circuits.basket());
      populations.add(population);
      slices.put(population.name(), 1 + random.nextInt(Math.min(3, population.size())));
      if (gap) {
        coupled.add(new GapJunctions(population.name(), 1, GapJunctions.Graph.RING_AND_MATCHING));
      }
    }
    return new RandomNetwork(
        new Topology(
            "random " + seed,
            Circuits.DT,
            (50 + random.nextInt(300)) * DT_MS,
            seed,
            populations,
            projections(random, populations),
            coupled,
            Circuits.spikesOf(populations),
            List.of()),
        new Partition(slices),
        new Pacing(
            1 + random.nextInt(40),
            1 + random.nextInt(30),
            1 + random.nextInt(60),
            random.nextInt(50),
            1 + random.nextInt(20)));
  }

  private static List<Projection> projections(Random random, List<Population> populations) {
    List<Population> neurons =
        populations.stream().filter(population -> population.model().isNeuron()).toList();
    List<Projection> projections = new ArrayList<>();
    for (int i = 1 + random.nextInt(7); i > 0; i--) {
      Population from = populations.get(random.nextInt(populations.size()));
      Population to = neurons.get(random.nextInt(neurons.size()));
      List<Projection> teachers =
          projections.stream()
              .filter(p -> p.to().equals(to.name()) && p.plasticity().isEmpty())
              .toList();
      Optional<Plasticity> rule = Optional.empty();
      if (random.nextInt(4) == 0) {
        rule =
            Optional.of(
                new Plasticity.Stdp(
                    5, 9, Plasticity.Dependence.values()[random.nextInt(2)], 0.1, 0.2, 1, 0, 3));
      } else if (!teachers.isEmpty() && random.nextBoolean()) {
        String teacher = teachers.get(random.nextInt(teachers.size())).name();
        double window = (1 + random.nextInt(40)) * DT_MS;
        rule =
            Optional.of(
                random.nextBoolean()
                    ? new Plasticity.TeacherGated(teacher, window, 0.1, 0.1, 1, 0, 3)
                    : new Plasticity.TeacherPaired(teacher, window, window, 0.1, 0.1, 1, 0, 3));
      }
      projections.add(
          new Projection(
              "P" + i,
              from.name(),
              to.name(),
              new ConnectionRule.AllToAll(),
              1,
              (1 + random.nextInt(random.nextBoolean() ? 3 : 40)) * DT_MS,
              new Synapse.ExpConductance(5, 0),
              rule));
    }
    return projections;
  }

  /** Where the spikes of a population are due, as the topology has it. */
  record Feed(int participant, int port, String from, long lagSteps) {}

  /** Every feed of the network, worked out without the plan's routes. */
  List<Feed> feeds() {
    List<Feed> feeds = new ArrayList<>();
    for (int i = 0; i < plan.participants().size(); i++) {
      Participant participant = plan.participants().get(i);
      if (participant instanceof Participant.Neurons neurons) {
        receptors(i, neurons.layout().slice().name(), feeds);
      } else if (participant instanceof Participant.Coupled coupled) {
        receptors(i, coupled.slices().get(0).slice().name(), feeds);
      } else if (participant instanceof Participant.Plastic plastic) {
        plastic(i, topology.projections().get(plastic.layout().projection()), feeds);
      } else if (participant instanceof Participant.Recorder) {
        for (int p = 0; p < topology.populations().size(); p++) {
          feeds.add(new Feed(i, p, topology.populations().get(p).name(), 0));
        }
      }
    }
    return feeds;
  }

  private void receptors(int participant, String population, List<Feed> feeds) {
    int port = 0;
    for (Projection projection : topology.projections()) {
      if (projection.to().equals(population)) {
        if (projection.plasticity().isEmpty()) {
          feeds.add(
              new Feed(participant, port, projection.from(), steps(projection.delayMs().at(0))));
        }
        port++;
      }
    }
  }

  private void plastic(int participant, Projection projection, List<Feed> feeds) {
    Plasticity rule = projection.plasticity().orElseThrow();
    feeds.add(new Feed(participant, 0, projection.from(), 0));
    if (rule instanceof Plasticity.Taught taught) {
      Projection teacher = topology.projection(taught.teacher());
      feeds.add(new Feed(participant, 1, teacher.from(), steps(teacher.delayMs().at(0))));
    }
    if (rule instanceof Plasticity.TeacherGated gated) {
      feeds.add(new Feed(participant, 2, projection.from(), steps(gated.windowMs())));
    } else {
      long lag = rule instanceof Plasticity.Stdp ? steps(projection.delayMs().at(0)) : 0;
      feeds.add(new Feed(participant, 2, projection.to(), lag));
    }
  }

  private static long steps(double ms) {
    return Math.round(ms / DT_MS);
  }
}
