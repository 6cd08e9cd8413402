package olivo.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import olivo.engine.exchange.CheckpointAssembly;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.Deliveries;
import olivo.engine.exchange.ExchangeObserver;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.GrantSink;
import olivo.engine.exchange.Participant;
import olivo.engine.exchange.Scheduler;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Checkpoint;
import olivo.model.Sample;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Enforces the order of steps: grants epochs, receives what they produced, and routes it on. See
 * {@link olivo.engine.exchange} for the contract.
 */
public final class ClockActor extends AbstractBehavior<ClockProtocol.Command> {
  private final ExchangePlan plan;
  private final Scheduler scheduler;
  private final Checkpointing checkpointing;
  private final Patience patience;
  private final ExchangeObserver observer;
  private final Consumer<RunOutcome> ended;
  private final LongSupplier nanoTime;
  private final long[] askedAtNs;
  private final boolean[] warned;
  private final List<Sample.Weights> finalWeights = new ArrayList<>();
  private final boolean[] failed;
  private final boolean[] finishing;
  private List<ActorRef<ParticipantProtocol.Command>> participants = List.of();
  private GrantSink grants;
  private RunOutcome outcome = new RunOutcome.Completed();
  private CheckpointAssembly assembly;
  private boolean allRecorded;
  private int awaitedFinishes;

  /**
   * How long the clock waits for a participant.
   *
   * @param warnAfter an epoch that takes longer is named in the log
   * @param failAfter an epoch that takes longer ends the run
   */
  public record Patience(Duration warnAfter, Duration failAfter) {
    /** What runs use. */
    public static final Patience DEFAULT =
        new Patience(Duration.ofSeconds(10), Duration.ofMinutes(10));

    private Duration lookEvery() {
      return warnAfter.compareTo(Duration.ofSeconds(2)) < 0
          ? warnAfter.dividedBy(2)
          : Duration.ofSeconds(1);
    }
  }

  private ClockActor(
      ActorContext<ClockProtocol.Command> context,
      TimerScheduler<ClockProtocol.Command> timers,
      ExchangePlan plan,
      Checkpointing checkpointing,
      int concurrency,
      Patience patience,
      ExchangeObserver observer,
      Consumer<RunOutcome> ended,
      LongSupplier nanoTime) {
    super(context);
    this.plan = plan;
    this.checkpointing = checkpointing;
    this.scheduler = new Scheduler(plan, concurrency, checkpointing.start());
    this.scheduler.holdAt(checkpointing.nextAfter(checkpointing.start().step(), plan.runSteps()));
    this.patience = patience;
    this.observer = observer;
    this.ended = ended;
    this.nanoTime = nanoTime;
    int n = plan.participants().size();
    this.askedAtNs = new long[n];
    this.warned = new boolean[n];
    this.failed = new boolean[n];
    this.finishing = new boolean[n];
    timers.startTimerWithFixedDelay(ClockProtocol.LookForOverdue.INSTANCE, patience.lookEvery());
  }

  /**
   * The clock of a run.
   *
   * @param plan who takes part
   * @param checkpointing where the run begins and when its state is saved
   * @param concurrency how many grants may be outstanding at a time
   * @param patience how long to wait for a participant
   * @param observer told of every grant
   * @param ended told once how the run ended, when everything is recorded
   */
  public static Behavior<ClockProtocol.Command> create(
      ExchangePlan plan,
      Checkpointing checkpointing,
      int concurrency,
      Patience patience,
      ExchangeObserver observer,
      Consumer<RunOutcome> ended) {
    return create(plan, checkpointing, concurrency, patience, observer, ended, System::nanoTime);
  }

  static Behavior<ClockProtocol.Command> create(
      ExchangePlan plan,
      Checkpointing checkpointing,
      int concurrency,
      Patience patience,
      ExchangeObserver observer,
      Consumer<RunOutcome> ended,
      LongSupplier nanoTime) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new ClockActor(
                        context,
                        timers,
                        plan,
                        checkpointing,
                        concurrency,
                        patience,
                        observer,
                        ended,
                        nanoTime)));
  }

  @Override
  public Receive<ClockProtocol.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ClockProtocol.Advanced.class, this::onAdvanced)
        .onMessage(ClockProtocol.Begin.class, this::onBegin)
        .onMessage(ClockProtocol.Saved.class, this::onSaved)
        .onMessage(ClockProtocol.Finished.class, this::onFinished)
        .onMessage(ClockProtocol.Stop.class, this::onStop)
        .onMessage(ClockProtocol.ParticipantFailed.class, this::onParticipantFailed)
        .onMessage(ClockProtocol.LookForOverdue.class, this::onLookForOverdue)
        .build();
  }

  private Behavior<ClockProtocol.Command> onBegin(ClockProtocol.Begin command) {
    if (command.participants().size() != plan.participants().size()) {
      throw new ProtocolViolation(
          command.participants().size()
              + " actors for "
              + plan.participants().size()
              + " participants");
    }
    if (!participants.isEmpty()) {
      throw new ProtocolViolation("the run has begun already");
    }
    participants = command.participants();
    grants =
        (participant, epoch, inbound) -> {
          askedAtNs[participant] = nanoTime.getAsLong();
          observer.granted(participant, epoch);
          participants.get(participant).tell(new ParticipantProtocol.Advance(epoch, inbound));
        };
    scheduler.start(grants);
    return finishIfDone();
  }

  private Behavior<ClockProtocol.Command> onAdvanced(ClockProtocol.Advanced report) {
    if (failed[report.participant()]) {
      return this;
    }
    long receivedAtNs = nanoTime.getAsLong();
    observe(report, receivedAtNs);
    scheduler.advanced(
        report.participant(), report.epoch(), report.result(), report.endedAtNs(), grants);
    observer.routed(report.participant(), nanoTime.getAsLong() - receivedAtNs);
    if (scheduler.isHeld()) {
      saveAll();
    }
    return finishIfDone();
  }

  /** Everybody has reached the same step: asks for all states. */
  private void saveAll() {
    long step = scheduler.progress(plan.recorder());
    assembly = new CheckpointAssembly(plan, step);
    for (int i = 0; i < participants.size(); i++) {
      if (i != plan.recorder()) {
        askedAtNs[i] = nanoTime.getAsLong();
        participants.get(i).tell(new ParticipantProtocol.Save(step));
      }
    }
  }

  /** With the last state, the recorder gets the checkpoint and everybody goes on. */
  private Behavior<ClockProtocol.Command> onSaved(ClockProtocol.Saved report) {
    if (failed[report.participant()]) {
      return this;
    }
    if (assembly == null) {
      throw new ProtocolViolation(nameOf(report.participant()) + " saved its state unasked");
    }
    assembly.add(report.participant(), report.state());
    if (!assembly.isComplete()) {
      return this;
    }
    Checkpoint checkpoint = assembly.checkpoint(scheduler);
    assembly = null;
    participants.get(plan.recorder()).tell(new ParticipantProtocol.Keep(checkpoint));
    scheduler.goOn(checkpointing.nextAfter(checkpoint.step(), plan.runSteps()), grants);
    return this;
  }

  /** Before the next grant of the participant, which has times and deliveries of its own. */
  private void observe(ClockProtocol.Advanced report, long receivedAtNs) {
    int participant = report.participant();
    observer.advanced(
        participant,
        askedAtNs[participant],
        report.beganAtNs(),
        report.endedAtNs(),
        receivedAtNs,
        report.deviceWaitNs());
    Deliveries deliveries = scheduler.deliveries(participant);
    for (int i = 0; i < deliveries.size(); i++) {
      observer.delivered(
          participant, deliveries.spikes(i), report.beganAtNs() - deliveries.emittedAtNs(i));
    }
  }

  private Behavior<ClockProtocol.Command> onStop(ClockProtocol.Stop command) {
    if (!allRecorded && outcome instanceof RunOutcome.Completed) {
      outcome = new RunOutcome.Stopped();
      scheduler.stop(grants);
    }
    return finishIfDone();
  }

  private Behavior<ClockProtocol.Command> onParticipantFailed(
      ClockProtocol.ParticipantFailed report) {
    return fail(report.participant(), report.cause());
  }

  private Behavior<ClockProtocol.Command> fail(int participant, Throwable cause) {
    if (failed[participant]) {
      return this;
    }
    failed[participant] = true;
    if (!(outcome instanceof RunOutcome.Failed)) {
      outcome = new RunOutcome.Failed(nameOf(participant), scheduler.underWay(participant), cause);
    }
    if (allRecorded) {
      return end();
    }
    scheduler.abandon(participant, grants);
    return finishIfDone();
  }

  private String nameOf(int participant) {
    return plan.participants().get(participant).name();
  }

  /**
   * Once all steps are recorded: first the plastic projections hand in their weights, then the
   * recorder closes. A run that ended early has no weights at its end, since each projection stands
   * at a step of its own.
   */
  private Behavior<ClockProtocol.Command> finishIfDone() {
    if (allRecorded || !scheduler.isFinished()) {
      return this;
    }
    allRecorded = true;
    if (outcome instanceof RunOutcome.Stopped
        && scheduler.progress(plan.recorder()) == plan.runSteps()) {
      outcome = new RunOutcome.Completed();
    }
    if (!(outcome instanceof RunOutcome.Completed)) {
      return end();
    }
    for (int i = 0; i < participants.size(); i++) {
      if (plan.participants().get(i) instanceof Participant.Plastic) {
        finish(i, List.of());
      }
    }
    if (awaitedFinishes == 0) {
      finish(plan.recorder(), List.of());
    }
    return this;
  }

  private void finish(int participant, List<Sample.Weights> weights) {
    finishing[participant] = true;
    awaitedFinishes++;
    askedAtNs[participant] = nanoTime.getAsLong();
    participants.get(participant).tell(new ParticipantProtocol.Finish(weights));
  }

  private Behavior<ClockProtocol.Command> onFinished(ClockProtocol.Finished report) {
    if (!finishing[report.participant()]) {
      throw new ProtocolViolation(nameOf(report.participant()) + " finished without being asked");
    }
    finishing[report.participant()] = false;
    if (report.participant() == plan.recorder()) {
      return end();
    }
    finalWeights.addAll(report.weights());
    awaitedFinishes--;
    if (awaitedFinishes == 0) {
      finish(plan.recorder(), List.copyOf(finalWeights));
    }
    return this;
  }

  private Behavior<ClockProtocol.Command> end() {
    ended.accept(outcome);
    return Behaviors.stopped();
  }

  private Behavior<ClockProtocol.Command> onLookForOverdue(ClockProtocol.LookForOverdue command) {
    long nowNs = nanoTime.getAsLong();
    List<Integer> awaited = scheduler.outstanding();
    for (int i = 0; i < finishing.length; i++) {
      if (finishing[i] || assembly != null && !assembly.has(i)) {
        awaited.add(i);
      }
    }
    for (int participant : awaited) {
      Duration waited = Duration.ofNanos(nowNs - askedAtNs[participant]);
      if (waited.compareTo(patience.failAfter()) > 0) {
        return fail(
            participant, new OverdueException("no answer for " + waited.toSeconds() + " s"));
      }
      if (waited.compareTo(patience.warnAfter()) > 0 && !warned[participant]) {
        warned[participant] = true;
        getContext()
            .getLog()
            .warn(
                "{} has not answered for {} s, at step {}",
                nameOf(participant),
                waited.toSeconds(),
                scheduler.progress(participant));
      }
    }
    return this;
  }
}
