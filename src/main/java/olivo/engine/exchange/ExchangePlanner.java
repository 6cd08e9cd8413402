package olivo.engine.exchange;

import java.util.ArrayList;
import java.util.List;
import olivo.device.PlasticityState;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SourceLayout;
import olivo.model.Plasticity;
import olivo.model.Topology;

/** Derives from a lowered network who takes part and who waits for whom. */
public final class ExchangePlanner {
  private final NetworkLayout network;
  private final Topology topology;
  private final Pacing pacing;
  private final List<Participant> participants = new ArrayList<>();
  private final List<Precedence> precedences = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  private ExchangePlanner(NetworkLayout network, Pacing pacing) {
    this.network = network;
    this.topology = network.topology();
    this.pacing = pacing;
  }

  /** The plan of a run. */
  public static ExchangePlan plan(NetworkLayout network, Pacing pacing) {
    return new ExchangePlanner(network, pacing).plan();
  }

  /** Number of slots of the ring between a plastic projection and its target. */
  public static int ringSlots(PlasticityLayout plasticity, Pacing pacing) {
    int needed = plasticity.delaySteps() + pacing.ringSteps();
    return Integer.highestOneBit(Math.max(1, needed - 1)) << 1;
  }

  private ExchangePlan plan() {
    for (SourceLayout source : network.sources()) {
      participants.add(new Participant.Source(source, pacing.sourceQuantumSteps()));
    }
    for (NeuronLayout neurons : network.neurons()) {
      if (neurons.gapJunctions() == null) {
        participants.add(new Participant.Neurons(neurons));
      } else if (neurons.slice().firstCell() == 0) {
        participants.add(new Participant.Coupled(slicesOf(neurons.slice().population())));
      }
    }
    for (PlasticityLayout plasticity : network.plasticity()) {
      participants.add(new Participant.Plastic(plasticity));
    }
    participants.add(
        new Participant.Recorder(topology.populations().size(), pacing.recorderQuantumSteps()));

    for (int i = 0; i < participants.size(); i++) {
      Participant participant = participants.get(i);
      if (participant instanceof Participant.Neurons neurons) {
        connectNeurons(i, neurons.layout());
      } else if (participant instanceof Participant.Coupled coupled) {
        connectNeurons(i, coupled.slices().get(0));
        for (NeuronLayout slice : coupled.slices()) {
          connectRings(i, slice);
        }
      } else if (participant instanceof Participant.Plastic plastic) {
        connectPlastic(i, plastic.layout());
      } else if (participant instanceof Participant.Recorder) {
        connectRecorder(i);
      }
      if (participant instanceof Participant.Neurons neurons) {
        connectRings(i, neurons.layout());
      }
    }
    return new ExchangePlan(
        participants, precedences, routes, topology.steps(), pacing.maxEpochSteps());
  }

  private List<NeuronLayout> slicesOf(int population) {
    return network.neurons().stream()
        .filter(layout -> layout.slice().population() == population)
        .toList();
  }

  /**
   * Positions of the participants that emit the spikes of a population, in the order of their
   * cells.
   */
  private List<Integer> emittersOf(int population) {
    List<Integer> emitters = new ArrayList<>();
    for (int i = 0; i < participants.size(); i++) {
      Participant participant = participants.get(i);
      int emits = -1;
      if (participant instanceof Participant.Source source) {
        emits = source.layout().slice().population();
      } else if (participant instanceof Participant.Neurons neurons) {
        emits = neurons.layout().slice().population();
      } else if (participant instanceof Participant.Coupled coupled) {
        emits = coupled.slices().get(0).slice().population();
      }
      if (emits == population) {
        emitters.add(i);
      }
    }
    return emitters;
  }

  private void route(int population, int to, int port, long lagSteps) {
    for (int from : emittersOf(population)) {
      routes.add(new Route(from, to, port, lagSteps));
      precedences.add(new Precedence(from, to, lagSteps, Precedence.Reason.SPIKES));
      long ahead =
          (long) pacing.runAheadSteps()
              + participants.get(from).quantumSteps()
              + participants.get(to).quantumSteps();
      precedences.add(new Precedence(to, from, ahead, Precedence.Reason.RUN_AHEAD));
    }
  }

  private int sourceOf(int projection) {
    return topology.populationIndex(topology.projections().get(projection).from());
  }

  private void connectNeurons(int self, NeuronLayout layout) {
    for (int port = 0; port < layout.receptors().size(); port++) {
      ReceptorLayout receptor = layout.receptors().get(port);
      if (receptor.takesSpikes()) {
        route(sourceOf(receptor.input()), self, port, receptor.delaySteps());
      }
    }
  }

  private void connectRings(int self, NeuronLayout layout) {
    for (int i = 0; i < participants.size(); i++) {
      if (participants.get(i) instanceof Participant.Plastic plastic
          && plastic.layout().slice().equals(layout.slice())) {
        PlasticityLayout plasticity = plastic.layout();
        int delay = plasticity.delaySteps();
        precedences.add(new Precedence(i, self, delay, Precedence.Reason.ARRIVALS));
        long free = (long) ringSlots(plasticity, pacing) - delay;
        precedences.add(new Precedence(self, i, free, Precedence.Reason.RING_CAPACITY));
      }
    }
  }

  private void connectPlastic(int self, PlasticityLayout layout) {
    int pre = sourceOf(layout.projection());
    int post = layout.slice().population();
    route(pre, self, PlasticityState.PRE, 0);
    Plasticity rule = topology.projections().get(layout.projection()).plasticity().orElseThrow();
    if (rule instanceof Plasticity.Taught taught) {
      int teacher = topology.populationIndex(topology.projection(taught.teacher()).from());
      route(teacher, self, PlasticityState.TEACHER, layout.teacherDelaySteps());
    }
    if (layout.rule() instanceof PlasticityLayout.TeacherGated gated) {
      route(pre, self, PlasticityState.JUDGED_OR_POST, gated.windowSteps());
    } else if (layout.rule() instanceof PlasticityLayout.TeacherPaired) {
      route(post, self, PlasticityState.JUDGED_OR_POST, 0);
    } else if (layout.rule() instanceof PlasticityLayout.Stdp) {
      route(post, self, PlasticityState.JUDGED_OR_POST, layout.delaySteps());
    } else {
      throw new IllegalArgumentException("unknown rule " + layout.rule());
    }
  }

  private void connectRecorder(int self) {
    for (int population = 0; population < topology.populations().size(); population++) {
      route(population, self, population, 0);
    }
    for (int i = 0; i < self; i++) {
      if (participants.get(i) instanceof Participant.Plastic) {
        precedences.add(new Precedence(i, self, 0, Precedence.Reason.SPIKES));
        long ahead = (long) pacing.runAheadSteps() + 2L * pacing.recorderQuantumSteps();
        precedences.add(new Precedence(self, i, ahead, Precedence.Reason.RUN_AHEAD));
      }
    }
  }
}
