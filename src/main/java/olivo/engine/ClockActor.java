package olivo.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.GrantSink;
import olivo.engine.exchange.Participant;
import olivo.engine.exchange.ProtocolViolation;
import olivo.engine.exchange.Scheduler;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
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
  private final Patience patience;
  private final Consumer<RunOutcome> ended;
  private final long[] grantedAtNs;
  private final boolean[] warned;
  private final List<Sample.Weights> finalWeights = new ArrayList<>();
  private final boolean[] failed;
  private List<ActorRef<ParticipantProtocol.Command>> participants = List.of();
  private GrantSink grants;
  private RunOutcome outcome = new RunOutcome.Completed();
  private int finishing = -1;
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
      int concurrency,
      Patience patience,
      Consumer<RunOutcome> ended) {
    super(context);
    this.plan = plan;
    this.scheduler = new Scheduler(plan, concurrency);
    this.patience = patience;
    this.ended = ended;
    int n = plan.participants().size();
    this.grantedAtNs = new long[n];
    this.warned = new boolean[n];
    this.failed = new boolean[n];
    timers.startTimerWithFixedDelay(ClockProtocol.LookForOverdue.INSTANCE, patience.lookEvery());
  }

  /**
   * The clock of a run.
   *
   * @param plan who takes part
   * @param concurrency how many grants may be outstanding at a time
   * @param patience how long to wait for a participant
   * @param ended told once how the run ended, when everything is recorded
   */
  public static Behavior<ClockProtocol.Command> create(
      ExchangePlan plan, int concurrency, Patience patience, Consumer<RunOutcome> ended) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ClockActor(context, timers, plan, concurrency, patience, ended)));
  }

  @Override
  public Receive<ClockProtocol.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ClockProtocol.Advanced.class, this::onAdvanced)
        .onMessage(ClockProtocol.Begin.class, this::onBegin)
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
    participants = command.participants();
    grants =
        (participant, epoch, inbound) -> {
          grantedAtNs[participant] = System.nanoTime();
          participants.get(participant).tell(new ParticipantProtocol.Advance(epoch, inbound));
        };
    scheduler.start(grants);
    return finishIfDone();
  }

  private Behavior<ClockProtocol.Command> onAdvanced(ClockProtocol.Advanced report) {
    if (failed[report.participant()]) {
      return this;
    }
    scheduler.advanced(report.participant(), report.epoch(), report.result(), grants);
    return finishIfDone();
  }

  private Behavior<ClockProtocol.Command> onStop(ClockProtocol.Stop command) {
    if (finishing < 0 && outcome instanceof RunOutcome.Completed) {
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
      outcome = new RunOutcome.Failed(nameOf(participant), cause);
    }
    if (finishing >= 0) {
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
   * recorder closes. A run that ended early has no final weights: its participants stand at
   * different steps.
   */
  private Behavior<ClockProtocol.Command> finishIfDone() {
    if (finishing >= 0 || !scheduler.isFinished()) {
      return this;
    }
    if (!(outcome instanceof RunOutcome.Completed)) {
      return end();
    }
    finishing = 0;
    for (int i = 0; i < participants.size(); i++) {
      if (plan.participants().get(i) instanceof Participant.Plastic) {
        awaitedFinishes++;
        participants.get(i).tell(new ParticipantProtocol.Finish(List.of()));
      }
    }
    return awaitedFinishes == 0 ? finishRecorder() : this;
  }

  private Behavior<ClockProtocol.Command> finishRecorder() {
    finishing = 1;
    participants
        .get(plan.recorder())
        .tell(new ParticipantProtocol.Finish(List.copyOf(finalWeights)));
    return this;
  }

  private Behavior<ClockProtocol.Command> onFinished(ClockProtocol.Finished report) {
    if (report.participant() == plan.recorder()) {
      return end();
    }
    finalWeights.addAll(report.weights());
    awaitedFinishes--;
    return awaitedFinishes == 0 ? finishRecorder() : this;
  }

  private Behavior<ClockProtocol.Command> end() {
    ended.accept(outcome);
    return Behaviors.stopped();
  }

  private Behavior<ClockProtocol.Command> onLookForOverdue(ClockProtocol.LookForOverdue command) {
    long nowNs = System.nanoTime();
    for (int participant : scheduler.outstanding()) {
      Duration waited = Duration.ofNanos(nowNs - grantedAtNs[participant]);
      if (waited.compareTo(patience.failAfter()) > 0) {
        return fail(
            participant,
            new OverdueException(
                "no answer for "
                    + waited.toSeconds()
                    + " s, at step "
                    + scheduler.progress(participant)));
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
