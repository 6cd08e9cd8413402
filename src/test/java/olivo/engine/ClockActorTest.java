package olivo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Epoch;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClockActorTest {
  private static final ExchangePlan PLAN = Plans.circuit(300);

  private static ActorTestKit testKit;

  @BeforeAll
  static void open() {
    testKit = ActorTestKit.create();
  }

  @AfterAll
  static void close() {
    testKit.shutdownTestKit();
  }

  private static ClockStage stage() {
    return new ClockStage(testKit, PLAN, PLAN.participants().size());
  }

  private static ClockStage begun() {
    return stage().begin();
  }

  private static void assertCompletes(ClockStage stage, Random random) {
    stage.reportAll(random);
    for (int i = 0; i < PLAN.participants().size(); i++) {
      assertThat(stage.progress(i)).isEqualTo(PLAN.runSteps());
    }
    stage.expectFinishOfPlastic();
    List<Integer> order = new ArrayList<>(stage.plastic());
    assertThat(order).hasSize(2);
    Collections.shuffle(order, random);
    stage.finishPlastic(order);
    stage.expectFinishOfRecorder();
    stage.clock.tell(new ClockProtocol.Finished(PLAN.recorder(), List.of()));
    stage.expectEnd(new RunOutcome.Completed());
  }

  @TestFactory
  Stream<DynamicTest> shouldGrantWhatTheSchedulerGrantsWhenReportsComeInAnyOrder() {
    return LongStream.range(0, 8)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () ->
                        assertCompletes(
                            new ClockStage(testKit, PLAN, 1 + (int) seed).begin(),
                            new Random(seed))));
  }

  @Test
  void shouldWaitForASlowParticipantAndThenComplete() {
    ClockStage stage = begun();
    int slow = Plans.position(PLAN, "BC");
    stage.reportAllBut(slow, new Random(1));
    assertThat(stage.outstanding()).containsExactly(slow);
    assertThat(stage.progress(Plans.position(PLAN, "PF"))).isLessThan(PLAN.runSteps());
    assertCompletes(stage, new Random(1));
  }

  private static void expectViolation(ClockStage stage, String message, Runnable breach) {
    LoggingTestKit.error(ProtocolViolation.class)
        .withMessageContains(message)
        .expect(
            testKit.system(),
            () -> {
              breach.run();
              return null;
            });
    stage.outcome.expectTerminated(stage.clock);
  }

  @Test
  void shouldFailLoudlyWhenAReportComesTwice() {
    ClockStage stage = begun();
    int population = Plans.position(PLAN, "DCN");
    ClockProtocol.Advanced report =
        new ClockProtocol.Advanced(
            population, new Epoch(0, 10), ClockStage.result(population, new Epoch(0, 10)), 0, 0, 0);
    stage.report(population);
    expectViolation(stage, "DCN reported [0, 10)", () -> stage.clock.tell(report));
  }

  @Test
  void shouldFailLoudlyWhenNobodyAskedForAReport() {
    ClockStage early = stage();
    Epoch epoch = new Epoch(0, 1);
    expectViolation(
        early,
        "without a grant",
        () ->
            early.clock.tell(
                new ClockProtocol.Advanced(0, epoch, ClockStage.result(0, epoch), 0, 0, 0)));
    ClockStage finish = begun();
    expectViolation(
        finish,
        "recorder finished without being asked",
        () -> finish.clock.tell(new ClockProtocol.Finished(PLAN.recorder(), List.of())));
  }

  @Test
  void shouldFailLoudlyWhenAProjectionFinishesTwice() {
    ClockStage stage = begun();
    stage.reportAll(new Random(3));
    stage.expectFinishOfPlastic();
    int first = stage.plastic().get(0);
    stage.finishPlastic(List.of(first));
    expectViolation(
        stage, "finished without being asked", () -> stage.finishPlastic(List.of(first)));
  }

  @Test
  void shouldFailLoudlyWhenItDoesNotBeginOnceWithAllParticipants() {
    ClockStage few = stage();
    expectViolation(
        few,
        "1 actors for",
        () -> few.clock.tell(new ClockProtocol.Begin(few.participants().subList(0, 1))));
    ClockStage again = begun();
    expectViolation(
        again,
        "begun already",
        () -> again.clock.tell(new ClockProtocol.Begin(again.participants())));
  }

  @Test
  void shouldNameAnOverdueParticipantOnceAndGoOn() {
    ClockStage stage = begun();
    int slow = Plans.position(PLAN, "IO");
    stage.reportAllBut(slow, new Random(4));
    long step = stage.progress(slow);
    LoggingTestKit.warn("IO has not answered for 11 s, at step " + step)
        .withOccurrences(1)
        .expect(
            testKit.system(),
            () -> {
              stage.nowNs.addAndGet(Duration.ofSeconds(11).toNanos());
              stage.clock.tell(ClockProtocol.LookForOverdue.INSTANCE);
              stage.clock.tell(ClockProtocol.LookForOverdue.INSTANCE);
              stage.report(slow);
              return null;
            });
    assertCompletes(stage, new Random(4));
  }

  @Test
  void shouldEndTheRunWithoutAParticipantThatStaysOverdue() {
    ClockStage stage = begun();
    int slow = Plans.position(PLAN, "IO");
    stage.report(120, new Random(5));
    stage.reportAllBut(slow, new Random(5));
    long step = stage.progress(slow);
    stage.nowNs.addAndGet(Duration.ofSeconds(61).toNanos());
    Epoch owed = stage.lose(slow);
    stage.clock.tell(ClockProtocol.LookForOverdue.INSTANCE);
    stage.assertLost();
    // Too late: the clock has given it up, and does not mind.
    stage.clock.tell(
        new ClockProtocol.Advanced(slow, owed, ClockStage.result(slow, owed), 0, 0, 0));
    stage.reportAll(new Random(5));
    RunOutcome.Failed failed = (RunOutcome.Failed) stage.outcome.receiveMessage();
    assertThat(failed.participant()).isEqualTo("IO");
    assertThat(failed.cause())
        .isInstanceOf(OverdueException.class)
        .hasMessage("no answer for 61 s");
    assertThat(failed.epoch()).contains(owed);
    assertThat(owed.firstStep()).isEqualTo(step);
    stage.outcome.expectTerminated(stage.clock);
    assertThat(stage.progress(PLAN.recorder())).isPositive().isLessThanOrEqualTo(step);
  }

  @Test
  void shouldEndTheRunWhenTheRecorderDoesNotFinish() {
    ClockStage stage = begun();
    stage.reportAll(new Random(6));
    stage.expectFinishOfPlastic();
    stage.nowNs.addAndGet(Duration.ofSeconds(59).toNanos());
    stage.finishPlastic(stage.plastic());
    stage.expectFinishOfRecorder();
    stage.nowNs.addAndGet(Duration.ofSeconds(61).toNanos());
    stage.clock.tell(ClockProtocol.LookForOverdue.INSTANCE);
    RunOutcome.Failed failed = (RunOutcome.Failed) stage.outcome.receiveMessage();
    assertThat(failed.participant()).isEqualTo("recorder");
    assertThat(failed.cause()).hasMessage("no answer for 61 s");
    assertThat(failed.epoch()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> shouldRecordWhatAllHaveCompletedWhenStopped() {
    return LongStream.range(0, 8)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> {
                      ClockStage stage = begun();
                      stage.report((int) (20 * seed), new Random(seed));
                      stage.stop();
                      stage.reportAll(new Random(seed));
                      stage.expectEnd(new RunOutcome.Stopped());
                      long common = stage.commonProgress();
                      assertThat(stage.progress(PLAN.recorder())).isEqualTo(common);
                      assertThat(common).isLessThan(PLAN.runSteps());
                    }));
  }

  @Test
  void shouldEndAtOnceWhenStoppedBeforeItHasBegun() {
    ClockStage stage = stage();
    stage.clock.tell(ClockProtocol.Stop.INSTANCE);
    stage.expectEnd(new RunOutcome.Stopped());
  }

  @Test
  void shouldCompleteWhenStoppedAfterTheLastStep() {
    ClockStage stage = begun();
    stage.reportAllBut(PLAN.recorder(), new Random(7));
    while (stage.commonProgress() < PLAN.runSteps()) {
      stage.report(PLAN.recorder());
      stage.reportAllBut(PLAN.recorder(), new Random(7));
    }
    stage.stop();
    assertThat(stage.outstanding()).containsExactly(PLAN.recorder());
    assertCompletes(stage, new Random(7));
  }

  @Test
  void shouldNameTheFirstParticipantThatFailsAndItsEpoch() {
    ClockStage stage = begun();
    IllegalStateException cause = new IllegalStateException("broken");
    stage.reportAllBut(Plans.position(PLAN, "BC"), new Random(8));
    Optional<Epoch> epoch = stage.fail(Plans.position(PLAN, "BC"), cause);
    assertThat(epoch).isPresent();
    stage.fail(Plans.position(PLAN, "DCN"), new IllegalStateException("and another"));
    stage.reportAll(new Random(8));
    stage.expectEnd(new RunOutcome.Failed("BC", epoch, cause));
  }

  @Test
  void shouldFailWhenAParticipantFailsWhileTheRunIsBeingStopped() {
    ClockStage stage = begun();
    IllegalStateException cause = new IllegalStateException("broken");
    stage.report(30, new Random(9));
    stage.stop();
    stage.fail(stage.outstanding().get(0), cause);
    stage.reportAll(new Random(9));
    assertThat(((RunOutcome.Failed) stage.outcome.receiveMessage()).cause()).isSameAs(cause);
    stage.outcome.expectTerminated(stage.clock);
  }

  @Test
  void shouldWaitForAllOthersWhenTheRecorderFails() {
    ClockStage stage = begun();
    IOException full = new IOException("no space left on device");
    stage.report(30, new Random(10));
    Optional<Epoch> epoch = stage.fail(PLAN.recorder(), full);
    assertThat(stage.outstanding()).isNotEmpty();
    stage.reportAll(new Random(10));
    stage.expectEnd(new RunOutcome.Failed("recorder", epoch, full));
  }

  @Test
  void shouldFailWhenAParticipantFailsToFinish() {
    ClockStage stage = begun();
    IllegalStateException lost = new IllegalStateException("lost device");
    stage.reportAll(new Random(11));
    stage.expectFinishOfPlastic();
    stage.clock.tell(new ClockProtocol.ParticipantFailed(stage.plastic().get(1), lost));
    RunOutcome.Failed failed = (RunOutcome.Failed) stage.outcome.receiveMessage();
    assertThat(failed.cause()).isSameAs(lost);
    assertThat(failed.epoch()).isEmpty();
    assertThat(failed.participant())
        .isEqualTo(PLAN.participants().get(stage.plastic().get(1)).name());
    stage.outcome.expectTerminated(stage.clock);
  }
}
