package olivo.engine.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import olivo.device.ArrivalRing;
import olivo.device.Device;
import olivo.device.NeuronState;
import olivo.device.ParticipantState;
import olivo.device.PlasticityState;
import olivo.device.SourceState;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.Slice;
import olivo.model.Checkpoint;
import olivo.model.StateArrays;

/**
 * The states behind the participants of a plan, created on their devices. Owns them until they are
 * handed to their participants; {@link #close} frees all of them.
 */
public final class Cast implements AutoCloseable {
  private final Map<Integer, SourceState> sources = new HashMap<>();
  private final Map<Integer, List<NeuronState>> neurons = new HashMap<>();
  private final Map<Integer, PlasticityState> plasticity = new HashMap<>();

  private Cast() {}

  /**
   * Creates all states.
   *
   * @param plan the plan
   * @param pacing the pacing that the plan was made with
   * @param placement device of each slice
   */
  public static Cast create(ExchangePlan plan, Pacing pacing, Function<Slice, Device> placement) {
    Cast cast = new Cast();
    boolean complete = false;
    try {
      cast.fill(plan, pacing, placement);
      complete = true;
      return cast;
    } finally {
      if (!complete) {
        cast.close();
      }
    }
  }

  private void fill(ExchangePlan plan, Pacing pacing, Function<Slice, Device> placement) {
    Map<String, ArrivalRing> rings = new HashMap<>();
    try {
      fill(plan, pacing, placement, rings);
    } finally {
      rings.values().forEach(ArrivalRing::close);
    }
  }

  private void fill(
      ExchangePlan plan,
      Pacing pacing,
      Function<Slice, Device> placement,
      Map<String, ArrivalRing> rings) {
    for (int i = 0; i < plan.participants().size(); i++) {
      Participant participant = plan.participants().get(i);
      if (participant instanceof Participant.Plastic plastic) {
        PlasticityLayout layout = plastic.layout();
        Device device = placement.apply(layout.slice());
        ArrivalRing ring =
            device.createRing(
                layout.label(), ExchangePlanner.ringSlots(layout, pacing), layout.slice().cells());
        rings.put(ringKey(layout.projection(), layout.slice()), ring);
        plasticity.put(i, device.createPlasticity(layout, ring));
      } else if (participant instanceof Participant.Source source) {
        Slice slice = source.layout().slice();
        sources.put(i, placement.apply(slice).createSource(source.layout()));
      }
    }
    for (int i = 0; i < plan.participants().size(); i++) {
      Participant participant = plan.participants().get(i);
      List<NeuronLayout> layouts =
          participant instanceof Participant.Neurons one
              ? List.of(one.layout())
              : participant instanceof Participant.Coupled coupled ? coupled.slices() : List.of();
      for (NeuronLayout layout : layouts) {
        List<ArrivalRing> ringsOfSlice =
            layout.receptors().stream()
                .filter(ReceptorLayout::isPlastic)
                .map(receptor -> rings.get(ringKey(receptor.input(), layout.slice())))
                .toList();
        neurons
            .computeIfAbsent(i, key -> new ArrayList<>())
            .add(placement.apply(layout.slice()).createNeurons(layout, ringsOfSlice));
      }
    }
  }

  /**
   * Takes over the states of a checkpoint.
   *
   * @param plan the plan that they were created for
   * @throws IllegalArgumentException if the checkpoint is one of another network
   */
  public void restore(ExchangePlan plan, Checkpoint checkpoint) {
    Map<String, StateArrays.Reader> populations = readers(checkpoint.populations());
    Map<String, StateArrays.Reader> projections = readers(checkpoint.projections());
    for (int i = 0; i < plan.participants().size(); i++) {
      Participant participant = plan.participants().get(i);
      if (participant instanceof Participant.Recorder) {
        continue;
      }
      StateArrays.Reader reader =
          (participant instanceof Participant.Plastic ? projections : populations)
              .get(participant.wholeName());
      if (reader == null) {
        throw new IllegalArgumentException("no state of " + participant.wholeName());
      }
      for (ParticipantState state : statesOf(i)) {
        state.restore(checkpoint.step(), reader);
      }
    }
    populations.values().forEach(StateArrays.Reader::end);
    projections.values().forEach(StateArrays.Reader::end);
  }

  private static Map<String, StateArrays.Reader> readers(Map<String, StateArrays> states) {
    Map<String, StateArrays.Reader> readers = new HashMap<>();
    states.forEach((name, arrays) -> readers.put(name, arrays.reader()));
    return readers;
  }

  private List<? extends ParticipantState> statesOf(int participant) {
    if (sources.containsKey(participant)) {
      return List.of(sources.get(participant));
    } else if (plasticity.containsKey(participant)) {
      return List.of(plasticity.get(participant));
    }
    return neurons.get(participant);
  }

  /** The state of a participant between two epochs, at the beginning of a step. */
  StateArrays save(int participant, long step) {
    List<StateArrays> slices = new ArrayList<>();
    for (ParticipantState state : statesOf(participant)) {
      StateArrays slice = new StateArrays();
      state.save(step, slice);
      slices.add(slice);
    }
    return StateArrays.join(slices);
  }

  private static String ringKey(int projection, Slice slice) {
    return projection + "/" + slice.firstCell();
  }

  /** The state of a population of sources. */
  public SourceState source(int participant) {
    return sources.get(participant);
  }

  /** The states of the slices of a population of neurons; a single one unless they are coupled. */
  public List<NeuronState> neurons(int participant) {
    return neurons.get(participant);
  }

  /** The state of a plastic projection. */
  public PlasticityState plasticity(int participant) {
    return plasticity.get(participant);
  }

  @Override
  public void close() {
    sources.values().forEach(SourceState::close);
    neurons.values().forEach(states -> states.forEach(NeuronState::close));
    plasticity.values().forEach(PlasticityState::close);
  }
}
