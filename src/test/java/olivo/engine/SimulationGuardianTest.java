package olivo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.ExchangeObserver;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.SpikeBatch;
import olivo.model.Topology;
import olivo.record.RecorderActor;
import olivo.testing.Collected;
import olivo.testing.Runs;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs with states and recorders that fail. */
class SimulationGuardianTest {
  private static final int STEPS = 3000;
  private static final Topology TOPOLOGY = Plans.topology(STEPS);
  private static final ExchangePlan PLAN = Plans.circuit(STEPS);

  private static ActorTestKit testKit;

  @BeforeAll
  static void open() {
    testKit = ActorTestKit.create();
  }

  @AfterAll
  static void close() {
    testKit.shutdownTestKit();
  }

  private static RunOutcome run(FakeDevice device, Tape tape) {
    Cast cast = Cast.create(PLAN, Plans.PACING, slice -> device);
    return Runs.outcomeOf(PLAN, cast, tape, ClockActor.Patience.DEFAULT, 2);
  }

  static void assertClosedOnce(FakeDevice device, Tape tape) {
    assertThat(device.states).hasSize(11).allMatch(state -> state.closed == 1);
    assertThat(device.rings).hasSize(2).allMatch(ring -> ring.closed == 1);
    assertThat(tape.closed).isEqualTo(1);
  }

  /** Everything that all participants have completed is recorded. */
  static void assertCompletedIsRecorded(FakeDevice device, Tape tape) {
    long common = device.states.stream().mapToLong(state -> state.completed).min().orElseThrow();
    assertThat(tape.kept.recordedSteps()).isEqualTo(common);
    for (int p = 0; p < TOPOLOGY.populations().size(); p++) {
      int cells = TOPOLOGY.populations().get(p).size();
      long volleys = (common + FakeDevice.FIRES_EVERY - 1) / FakeDevice.FIRES_EVERY;
      assertThat(tape.kept.spikes(p).length).isEqualTo((int) (volleys * cells));
    }
  }

  @Test
  void shouldCompleteAndCloseEverythingOnceWhenNobodyFails() {
    FakeDevice device = new FakeDevice();
    Tape tape = new Tape(TOPOLOGY);
    assertThat(run(device, tape)).isEqualTo(new RunOutcome.Completed());
    assertCompletedIsRecorded(device, tape);
    assertThat(tape.kept.recordedSteps()).isEqualTo(STEPS);
    assertThat(tape.kept.finalWeights(0)).isNotEmpty().containsOnly(STEPS);
    assertThat(tape.finished).isEqualTo(1);
    assertClosedOnce(device, tape);
  }

  @ParameterizedTest
  @CsvSource({
    "PF, PF",
    "BC, BC",
    "PKJ[64..127], PKJ[64..127]",
    "DCN, DCN",
    "IO[0..4], IO",
    "IO[10..15], IO"
  })
  void shouldNameAFailingStateAndRecordWhatWasCompleted(String state, String participant) {
    IllegalStateException cause = new IllegalStateException("device lost");
    FakeDevice device = new FakeDevice(failing(state, 2000, cause));
    Tape tape = new Tape(TOPOLOGY);
    assertFailed(run(device, tape), participant, 2000, cause);
    assertCompletedIsRecorded(device, tape);
    assertThat(tape.kept.recordedSteps()).isBetween(1000L, 2000L);
    assertThat(tape.finished).isZero();
    assertClosedOnce(device, tape);
  }

  /** A participant failed in the epoch that a step belongs to. */
  private static void assertFailed(
      RunOutcome outcome, String participant, long step, Throwable cause) {
    RunOutcome.Failed failed = (RunOutcome.Failed) outcome;
    assertThat(failed.participant()).isEqualTo(participant);
    assertThat(failed.cause()).isSameAs(cause);
    Epoch epoch = failed.epoch().orElseThrow();
    assertThat(step).isBetween(epoch.firstStep(), epoch.endStep() - 1);
  }

  static BiConsumer<String, Long> failing(String state, long atStep, RuntimeException cause) {
    return (name, step) -> {
      if (name.equals(state) && step == atStep) {
        throw cause;
      }
    };
  }

  @Test
  void shouldNameAFailingPlasticProjection() {
    IllegalStateException cause = new IllegalStateException("device lost");
    FakeDevice device = new FakeDevice(failing("PF-PKJ", 2000, cause));
    Tape tape = new Tape(TOPOLOGY);
    RunOutcome.Failed failed = (RunOutcome.Failed) run(device, tape);
    assertThat(failed.participant()).startsWith("PF-PKJ onto PKJ[");
    assertThat(failed.cause()).isSameAs(cause);
    assertCompletedIsRecorded(device, tape);
    assertClosedOnce(device, tape);
  }

  @Test
  void shouldRecordNothingWhenTheFirstStepFails() {
    IllegalStateException cause = new IllegalStateException("device lost");
    FakeDevice device = new FakeDevice(failing("DCN", 0, cause));
    Tape tape = new Tape(TOPOLOGY);
    assertFailed(run(device, tape), "DCN", 0, cause);
    assertThat(tape.kept.recordedSteps()).isZero();
    assertClosedOnce(device, tape);
  }

  @Test
  void shouldNameAStateThatFailsWithAnErrorOfTheMachine() {
    OutOfMemoryError cause = new OutOfMemoryError("of a test");
    FakeDevice device =
        new FakeDevice(
            (name, step) -> {
              if (name.equals("DCN") && step == 2000) {
                throw cause;
              }
            });
    Tape tape = new Tape(TOPOLOGY);
    RunOutcome.Failed failed = (RunOutcome.Failed) run(device, tape);
    assertThat(failed.participant()).isEqualTo("DCN");
    assertThat(failed.cause()).hasRootCause(cause);
    assertCompletedIsRecorded(device, tape);
    assertClosedOnce(device, tape);
  }

  @Test
  void shouldFailWhenTheDiskIsFull() {
    FakeDevice device = new FakeDevice();
    Tape tape = new Tape(TOPOLOGY, 1500, false);
    assertFailed(run(device, tape), "recorder", 1500, tape.full);
    assertThat(tape.kept.recordedSteps()).isEqualTo(1500);
    assertThat(tape.finished).isZero();
    assertClosedOnce(device, tape);
    // Back-pressure: nobody ran far ahead of a recorder that did not get on.
    assertThat(device.states).allMatch(state -> state.completed < 1500 + 500);
  }

  @Test
  void shouldFailWhenTheDiskIsFullAtTheEnd() {
    FakeDevice device = new FakeDevice();
    Tape tape = new Tape(TOPOLOGY, Long.MAX_VALUE, true);
    assertThat(run(device, tape)).isEqualTo(new RunOutcome.Failed("recorder", tape.full));
    assertThat(tape.kept.recordedSteps()).isEqualTo(STEPS);
    assertClosedOnce(device, tape);
  }

  @Test
  void shouldFailWhenTheClockDoes() {
    FakeDevice device = new FakeDevice();
    Cast cast = Cast.create(PLAN, Plans.PACING, slice -> device);
    RunOutcome.Failed failed =
        (RunOutcome.Failed) runInTestKit(cast, SimulationGuardianTest::reportsTwice);
    assertThat(failed.participant()).isEqualTo("clock");
    assertThat(failed.cause())
        .isInstanceOf(ProtocolViolation.class)
        .hasMessageContaining("recorder reported [0, 100)");
    assertThat(device.states).allMatch(state -> state.closed == 1);
  }

  private static Behavior<ParticipantProtocol.Command> reportsTwice(
      int position, ActorRef<ClockProtocol.Command> clock) {
    return Behaviors.receiveMessage(
        command -> {
          Epoch epoch = ((ParticipantProtocol.Advance) command).epoch();
          EpochResult result = new EpochResult(SpikeBatch.silent(epoch), List.of());
          clock.tell(new ClockProtocol.Advanced(position, epoch, result, 0, 0, 0));
          clock.tell(new ClockProtocol.Advanced(position, epoch, result, 0, 0, 0));
          return Behaviors.same();
        });
  }

  /** Runs under the test kit, and waits until the guardian is gone. */
  private static RunOutcome runInTestKit(
      Cast cast,
      BiFunction<Integer, ActorRef<ClockProtocol.Command>, Behavior<ParticipantProtocol.Command>>
          recorder) {
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    ActorRef<SimulationGuardian.Command> guardian =
        testKit.spawn(
            SimulationGuardian.create(
                new SimulationGuardian.Setup(
                    PLAN,
                    cast,
                    Checkpointing.NONE,
                    3,
                    ClockActor.Patience.DEFAULT,
                    ExchangeObserver.NONE,
                    recorder),
                outcome));
    testKit.createTestProbe().expectTerminated(guardian);
    return outcome.getNow(null);
  }

  @Test
  void shouldTellOfTheEndWhenTheActorsCannotBeBuilt() {
    FakeDevice device = new FakeDevice();
    Cast cast = Cast.create(PLAN, Plans.PACING, slice -> device);
    IllegalArgumentException cause = new IllegalArgumentException("no recorder");
    assertThat(
            runInTestKit(
                cast,
                (position, clock) -> {
                  throw cause;
                }))
        .isEqualTo(new RunOutcome.Failed("guardian", cause));
  }

  @Test
  void shouldRunWhatItIsToldOnceItIsThere() {
    FakeDevice device = new FakeDevice();
    Tape tape = new Tape(TOPOLOGY);
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    ActorRef<SimulationGuardian.Command> guardian = testKit.spawn(WaitingGuardian.create());
    guardian.tell(
        new SimulationGuardian.Begin(
            new SimulationGuardian.Setup(
                PLAN,
                Cast.create(PLAN, Plans.PACING, slice -> device),
                Checkpointing.NONE,
                3,
                ClockActor.Patience.DEFAULT,
                ExchangeObserver.NONE,
                (position, clock) -> RecorderActor.create(position, 0, tape, clock)),
            outcome));
    testKit.createTestProbe().expectTerminated(guardian);
    assertThat(outcome.getNow(null)).isEqualTo(new RunOutcome.Completed());
    assertThat(tape.finished).isEqualTo(1);
    assertClosedOnce(device, tape);
  }

  @Test
  void shouldEndWithoutARunWhenItIsStopped() {
    ActorRef<SimulationGuardian.Command> guardian = testKit.spawn(WaitingGuardian.create());
    guardian.tell(SimulationGuardian.Stop.INSTANCE);
    testKit.createTestProbe().expectTerminated(guardian);
  }

  @Test
  void shouldTellOfTheEndWhenTheSystemIsShutDown() throws Exception {
    ActorTestKit own = ActorTestKit.create();
    FakeDevice device = new FakeDevice();
    Cast cast = Cast.create(PLAN, Plans.PACING, slice -> device);
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    own.spawn(
        SimulationGuardian.create(
            new SimulationGuardian.Setup(
                PLAN,
                cast,
                Checkpointing.NONE,
                3,
                ClockActor.Patience.DEFAULT,
                ExchangeObserver.NONE,
                (p, clock) -> Behaviors.ignore()),
            outcome));
    own.shutdownTestKit();
    assertThat(outcome.get(1, TimeUnit.SECONDS)).isInstanceOf(RunOutcome.Failed.class);
  }

  /** A device on which one state stands still at step 1700. */
  private static FakeDevice blocking(CountDownLatch reached, CountDownLatch released) {
    return new FakeDevice(
        (name, step) -> {
          if (name.equals("DCN") && step == 1700) {
            reached.countDown();
            await(released);
          }
        });
  }

  private static ActorRef<SimulationGuardian.Command> spawn(
      FakeDevice device,
      Tape tape,
      ClockActor.Patience patience,
      CompletableFuture<RunOutcome> outcome) {
    return testKit.spawn(
        SimulationGuardian.create(
            new SimulationGuardian.Setup(
                PLAN,
                Cast.create(PLAN, Plans.PACING, slice -> device),
                Checkpointing.NONE,
                3,
                patience,
                ExchangeObserver.NONE,
                (position, clock) -> RecorderActor.create(position, 0, tape, clock)),
            outcome));
  }

  @Test
  void shouldRecordWhatAllHaveCompletedWhenStopped() {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    FakeDevice device = blocking(reached, released);
    Tape tape = new Tape(TOPOLOGY);
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    ActorRef<SimulationGuardian.Command> guardian =
        spawn(device, tape, ClockActor.Patience.DEFAULT, outcome);
    await(reached);
    guardian.tell(SimulationGuardian.Stop.INSTANCE);
    released.countDown();
    testKit.createTestProbe().expectTerminated(guardian);
    assertThat(outcome.getNow(null)).isEqualTo(new RunOutcome.Stopped());
    assertCompletedIsRecorded(device, tape);
    assertThat(tape.kept.recordedSteps()).isBetween(1000L, STEPS - 1L);
    assertThat(tape.finished).isZero();
    assertClosedOnce(device, tape);
  }

  @Test
  void shouldEndTheRunWhileAParticipantHangs() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    FakeDevice device = blocking(reached, released);
    Tape tape = new Tape(TOPOLOGY);
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    ActorRef<SimulationGuardian.Command> guardian =
        spawn(
            device,
            tape,
            new ClockActor.Patience(Duration.ofMillis(500), Duration.ofSeconds(2)),
            outcome);
    RunOutcome.Failed failed = (RunOutcome.Failed) outcome.get(1, TimeUnit.MINUTES);
    assertThat(failed.participant()).isEqualTo("DCN");
    assertThat(failed.cause()).isInstanceOf(OverdueException.class);
    assertCompletedIsRecorded(device, tape);
    released.countDown();
    testKit.createTestProbe().expectTerminated(guardian);
    assertClosedOnce(device, tape);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldRunACircuitInOnePieceAsWell() {
    FakeDevice device = new FakeDevice();
    ExchangePlan whole = Plans.of(TOPOLOGY, Partition.WHOLE);
    Collected kept = new Collected(TOPOLOGY.populations().size());
    Cast cast = Cast.create(whole, Plans.PACING, slice -> device);
    assertThat(Runs.outcomeOf(whole, cast, kept, ClockActor.Patience.DEFAULT, 2))
        .isEqualTo(new RunOutcome.Completed());
    assertThat(device.states).hasSize(7).allMatch(state -> state.closed == 1);
  }
}
