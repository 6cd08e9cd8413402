package olivo.engine.exchange;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import olivo.device.NeuronState;
import olivo.device.PlasticityState;
import olivo.engine.protocol.ProtocolViolation;
import olivo.engine.protocol.RecordingSink;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;

/** Runs a plan on one thread, without actors: the reference that the actors are compared with. */
public final class SequentialSimulator {
  private record Grant(int participant, Epoch epoch, Inbound inbound) {}

  private final ExchangePlan plan;
  private final Cast cast;
  private final RecordingSink sink;
  private final Checkpointing checkpointing;
  private final List<CoupledSlices> coupled = new ArrayList<>();

  private SequentialSimulator(
      ExchangePlan plan, Cast cast, Checkpointing checkpointing, RecordingSink sink) {
    this.checkpointing = checkpointing;
    this.plan = plan;
    this.cast = cast;
    this.sink = sink;
    for (int i = 0; i < plan.participants().size(); i++) {
      coupled.add(
          plan.participants().get(i) instanceof Participant.Coupled slices
              ? new CoupledSlices(slices, cast.neurons(i))
              : null);
    }
  }

  /**
   * Runs to the end.
   *
   * @param plan the plan
   * @param cast its states, at step 0
   * @param sink gets everything that the run produces
   */
  public static void run(ExchangePlan plan, Cast cast, RecordingSink sink) throws IOException {
    run(plan, cast, Checkpointing.NONE, sink);
  }

  /**
   * Runs to the end.
   *
   * @param plan the plan
   * @param cast its states, as they were at the starting point
   * @param checkpointing where the run begins and when its state is saved
   * @param sink gets everything that the run produces
   */
  public static void run(
      ExchangePlan plan, Cast cast, Checkpointing checkpointing, RecordingSink sink)
      throws IOException {
    new SequentialSimulator(plan, cast, checkpointing, sink).run();
  }

  private void run() throws IOException {
    long firstStep = checkpointing.start().step();
    Scheduler scheduler = new Scheduler(plan, 1, checkpointing.start());
    scheduler.holdAt(checkpointing.nextAfter(firstStep, plan.runSteps()));
    Queue<Grant> grants = new ArrayDeque<>();
    GrantSink enqueue =
        (participant, epoch, inbound) -> grants.add(new Grant(participant, epoch, inbound));
    scheduler.start(enqueue);
    while (!grants.isEmpty()) {
      Grant grant = grants.remove();
      EpochResult result = advance(grant.participant(), grant.epoch(), grant.inbound());
      scheduler.advanced(grant.participant(), grant.epoch(), result, enqueue);
      if (scheduler.isHeld()) {
        Checkpoint checkpoint = save(scheduler);
        sink.keep(checkpoint);
        scheduler.goOn(checkpointing.nextAfter(checkpoint.step(), plan.runSteps()), enqueue);
      }
    }
    if (!scheduler.isFinished()) {
      throw new ProtocolViolation("the run stalled at step " + scheduler.progress(plan.recorder()));
    }
    List<Sample.Weights> finalWeights = new ArrayList<>();
    for (int i = 0; i < plan.participants().size(); i++) {
      PlasticityState state = cast.plasticity(i);
      if (state != null) {
        finalWeights.add(state.weights(plan.runSteps()));
      }
    }
    sink.finish(finalWeights);
  }

  private Checkpoint save(Scheduler scheduler) {
    CheckpointAssembly assembly = new CheckpointAssembly(plan, scheduler.progress(plan.recorder()));
    for (int i = 0; i < plan.participants().size(); i++) {
      if (i != plan.recorder()) {
        assembly.add(i, cast.save(i, assembly.step()));
      }
    }
    return assembly.checkpoint(scheduler);
  }

  private EpochResult advance(int participant, Epoch epoch, Inbound inbound) throws IOException {
    Participant who = plan.participants().get(participant);
    if (who instanceof Participant.Recorder) {
      sink.record(epoch, inbound);
      return new EpochResult(SpikeBatch.silent(epoch), List.of());
    } else if (who instanceof Participant.Source) {
      return cast.source(participant).advance(epoch, inbound);
    } else if (who instanceof Participant.Plastic) {
      return cast.plasticity(participant).advance(epoch, inbound);
    } else if (who instanceof Participant.Coupled) {
      return coupled.get(participant).advance(epoch, inbound);
    }
    NeuronState alone = cast.neurons(participant).get(0);
    return alone.advance(epoch, inbound);
  }
}
