package olivo.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import olivo.device.NeuronState;
import olivo.device.layout.Slice;
import olivo.engine.exchange.CoupledSlices;
import olivo.engine.exchange.Participant;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.StateArrays;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Couples the slices of a population by its gap junctions.
 *
 * <p>A population in one piece is coupled inside its own state: it gets its epochs whole, passed on
 * as they come, and reports to the clock itself. Several slices take their steps together: before
 * each one the potentials of all are gathered and handed to all.
 */
public final class GapCouplingActor extends AbstractBehavior<ParticipantProtocol.Command> {
  private final int participant;
  private final List<Slice> slices;
  private final List<ActorRef<ParticipantProtocol.Command>> children = new ArrayList<>();
  private final ActorRef<ClockProtocol.Command> clock;
  private final EpochResult[] results;
  private final StateArrays[] saved;
  private final boolean[] reported;
  private float[] gathered;
  private float[] handedOut;
  private Epoch epoch;
  private long step;
  private long beganAtNs;
  private int awaited;

  private GapCouplingActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      long firstStep,
      Participant.Coupled coupled,
      List<NeuronState> states,
      ActorRef<ClockProtocol.Command> clock,
      DispatcherSelector dispatcher) {
    super(context);
    this.participant = participant;
    this.slices = coupled.slices().stream().map(layout -> layout.slice()).toList();
    this.clock = clock;
    this.results = new EpochResult[slices.size()];
    this.saved = new StateArrays[slices.size()];
    this.reported = new boolean[slices.size()];
    int size = slices.get(0).populationSize();
    this.gathered = new float[size];
    this.handedOut = new float[size];
    for (int i = 0; i < slices.size(); i++) {
      Behavior<ParticipantProtocol.Command> behavior =
          slices.size() == 1
              ? PopulationActor.create(participant, firstStep, states.get(0), clock)
              : CoupledSliceActor.create(i, firstStep, states.get(i), size, context.getSelf());
      ActorRef<ParticipantProtocol.Command> child =
          context.spawn(FatalErrors.caughtIn(behavior), "slice-" + i, dispatcher);
      context.watch(child);
      children.add(child);
    }
  }

  /**
   * The actor that couples a population.
   *
   * @param participant its position in the plan
   * @param firstStep the first step to be taken
   * @param coupled the population
   * @param states its slices, which go to children of this actor
   * @param clock whom it reports to
   * @param dispatcher where the slices are stepped
   */
  public static Behavior<ParticipantProtocol.Command> create(
      int participant,
      long firstStep,
      Participant.Coupled coupled,
      List<NeuronState> states,
      ActorRef<ClockProtocol.Command> clock,
      DispatcherSelector dispatcher) {
    return Behaviors.setup(
        context ->
            new GapCouplingActor(
                context, participant, firstStep, coupled, states, clock, dispatcher));
  }

  @Override
  public Receive<ParticipantProtocol.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ParticipantProtocol.Advance.class, this::onAdvance)
        .onMessage(ParticipantProtocol.Stepped.class, this::onStepped)
        .onMessage(ParticipantProtocol.SliceAdvanced.class, this::onSliceAdvanced)
        .onMessage(ParticipantProtocol.Save.class, this::onSave)
        .onMessage(ParticipantProtocol.SliceSaved.class, this::onSliceSaved)
        .onMessage(ParticipantProtocol.Finish.class, this::onFinish)
        .onSignal(ChildFailed.class, this::onChildFailed)
        .build();
  }

  private Behavior<ParticipantProtocol.Command> onAdvance(ParticipantProtocol.Advance command) {
    if (children.size() == 1) {
      children.get(0).tell(command);
      return this;
    }
    if (epoch != null) {
      throw new ProtocolViolation(
          command.epoch() + " was granted while " + epoch + " is under way");
    }
    beganAtNs = System.nanoTime();
    epoch = command.epoch();
    step = epoch.firstStep();
    awaitAll();
    for (ActorRef<ParticipantProtocol.Command> child : children) {
      child.tell(new ParticipantProtocol.BeginSteps(epoch, command.inbound()));
    }
    return this;
  }

  private void awaitAll() {
    awaited = children.size();
    Arrays.fill(reported, false);
  }

  private void noteReport(int slice) {
    reported[slice] = true;
    awaited--;
  }

  private Behavior<ParticipantProtocol.Command> onStepped(ParticipantProtocol.Stepped report) {
    if (epoch == null
        || report.nextStep() != step
        || step == epoch.endStep()
        || reported[report.slice()]) {
      throw new ProtocolViolation(
          slices.get(report.slice()).label()
              + " is ready for step "
              + report.nextStep()
              + " and "
              + step
              + " of "
              + epoch
              + " is next");
    }
    Slice slice = slices.get(report.slice());
    System.arraycopy(
        report.potentials(), slice.firstCell(), gathered, slice.firstCell(), slice.cells());
    noteReport(report.slice());
    if (awaited == 0) {
      // Two arrays in turn: every slice has done with the one before, or it would not have
      // reported.
      float[] ready = gathered;
      gathered = handedOut;
      handedOut = ready;
      awaitAll();
      ParticipantProtocol.TakeStep takeStep = new ParticipantProtocol.TakeStep(step, ready);
      step++;
      for (ActorRef<ParticipantProtocol.Command> child : children) {
        child.tell(takeStep);
      }
    }
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onSliceAdvanced(
      ParticipantProtocol.SliceAdvanced report) {
    if (!report.epoch().equals(epoch) || step < epoch.endStep() || reported[report.slice()]) {
      throw new ProtocolViolation(
          slices.get(report.slice()).label()
              + " reported "
              + report.epoch()
              + " and "
              + step
              + " of "
              + epoch
              + " is next");
    }
    results[report.slice()] = report.result();
    noteReport(report.slice());
    if (awaited == 0) {
      Epoch done = epoch;
      epoch = null;
      clock.tell(
          new ClockProtocol.Advanced(
              participant,
              done,
              CoupledSlices.merge(done, List.of(results)),
              beganAtNs,
              System.nanoTime(),
              0));
    }
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onSave(ParticipantProtocol.Save command) {
    if (epoch != null) {
      throw new ProtocolViolation("the state was asked for while " + epoch + " is under way");
    }
    if (children.size() > 1) {
      awaitAll();
    }
    for (ActorRef<ParticipantProtocol.Command> child : children) {
      child.tell(command);
    }
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onSliceSaved(
      ParticipantProtocol.SliceSaved report) {
    if (epoch != null || reported[report.slice()]) {
      throw new ProtocolViolation(slices.get(report.slice()).label() + " saved its state unasked");
    }
    saved[report.slice()] = report.state();
    noteReport(report.slice());
    if (awaited == 0) {
      clock.tell(new ClockProtocol.Saved(participant, StateArrays.join(List.of(saved))));
      Arrays.fill(saved, null);
    }
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onFinish(ParticipantProtocol.Finish command) {
    clock.tell(new ClockProtocol.Finished(participant, List.of()));
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onChildFailed(ChildFailed failure) {
    clock.tell(new ClockProtocol.ParticipantFailed(participant, failure.getCause()));
    return this;
  }
}
