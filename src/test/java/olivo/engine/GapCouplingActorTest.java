package olivo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import olivo.device.NeuronState;
import olivo.device.layout.Partition;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.Participant;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.SpikeBatch;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coupling of the 16 cells of the olive. */
class GapCouplingActorTest {
  private static final int PARTICIPANT = 5;
  private static final int CELLS = 16;

  private static ActorTestKit testKit;

  private final List<FakeDevice.Neurons> states = new ArrayList<>();

  @BeforeAll
  static void open() {
    testKit = ActorTestKit.create();
  }

  @AfterAll
  static void close() {
    testKit.shutdownTestKit();
  }

  private static Participant.Coupled olive(int slices) {
    ExchangePlan plan = Plans.of(Plans.topology(100), new Partition(Map.of("IO", slices)));
    return (Participant.Coupled) plan.participants().get(Plans.position(plan, "IO"));
  }

  private Behavior<ParticipantProtocol.Command> coupling(
      int slices, FakeDevice device, ActorRef<ClockProtocol.Command> clock) {
    Participant.Coupled coupled = olive(slices);
    coupled.slices().forEach(layout -> states.add(device.createNeurons(layout, List.of())));
    return GapCouplingActor.create(
        PARTICIPANT,
        0,
        coupled,
        List.<NeuronState>copyOf(states),
        clock,
        DispatcherSelector.defaultDispatcher());
  }

  private static ParticipantProtocol.Advance advance(long firstStep, long endStep) {
    return ClockStage.advance(firstStep, endStep, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void shouldReportWholeEpochsOfAllSlices(int slices) {
    TestProbe<ClockProtocol.Command> clock = testKit.createTestProbe();
    ActorRef<ParticipantProtocol.Command> actor =
        testKit.spawn(coupling(slices, new FakeDevice(), clock.ref()));
    for (long firstStep : new long[] {0, 1, 90}) {
      long endStep = firstStep == 0 ? 1 : firstStep == 1 ? 90 : 210;
      actor.tell(advance(firstStep, endStep));
      ClockProtocol.Advanced report = (ClockProtocol.Advanced) clock.receiveMessage();
      assertThat(report.participant()).isEqualTo(PARTICIPANT);
      assertThat(report.epoch()).isEqualTo(new Epoch(firstStep, endStep));
      assertThat(report.result().spikes().epoch()).isEqualTo(report.epoch());
      for (long step = firstStep; step < endStep; step++) {
        assertThat(cellsOf(report.result().spikes(), step))
            .isEqualTo(step % FakeDevice.FIRES_EVERY == 0 ? allCells() : List.of());
      }
    }
    testKit.stop(actor);
    assertThat(states).hasSize(slices).allMatch(state -> state.closed == 1);
    assertThat(states).allMatch(state -> state.completed == 210);
  }

  private static List<Integer> cellsOf(SpikeBatch spikes, long step) {
    List<Integer> cells = new ArrayList<>();
    for (int i = spikes.begin(step); i < spikes.end(step); i++) {
      cells.add(spikes.cell(i));
    }
    return cells;
  }

  private static List<Integer> allCells() {
    List<Integer> cells = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      cells.add(cell);
    }
    return cells;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldTellTheClockWhenASliceFails(int slices) {
    IllegalStateException cause = new IllegalStateException("device lost");
    BiConsumer<String, Long> failing =
        (name, step) -> {
          if (step == 7 && (name.equals("IO") || name.equals("IO[5..9]"))) {
            throw cause;
          }
        };
    TestProbe<ClockProtocol.Command> clock = testKit.createTestProbe();
    ActorRef<ParticipantProtocol.Command> actor =
        testKit.spawn(coupling(slices, new FakeDevice(failing), clock.ref()));
    actor.tell(advance(0, 20));
    ClockProtocol.ParticipantFailed failed =
        (ClockProtocol.ParticipantFailed) clock.receiveMessage();
    assertThat(failed.participant()).isEqualTo(PARTICIPANT);
    assertThat(failed.cause()).isSameAs(cause);
    testKit.stop(actor);
    assertThat(states).hasSize(slices).allMatch(state -> state.closed == 1);
  }

  @Test
  void shouldReportThatItHasFinished() {
    TestInbox<ClockProtocol.Command> clock = TestInbox.create();
    BehaviorTestKit.create(coupling(3, new FakeDevice(), clock.getRef()))
        .run(new ParticipantProtocol.Finish(List.of()));
    clock.expectMessage(new ClockProtocol.Finished(PARTICIPANT, List.of()));
  }

  private final TestInbox<ClockProtocol.Command> clockInbox = TestInbox.create();

  /** Three slices that the test plays itself. */
  private BehaviorTestKit<ParticipantProtocol.Command> three() {
    return BehaviorTestKit.create(coupling(3, new FakeDevice(), clockInbox.getRef()));
  }

  private static ParticipantProtocol.Stepped stepped(int slice, long nextStep) {
    float[] potentials = new float[CELLS];
    Arrays.fill(potentials, 10 * nextStep + slice);
    return new ParticipantProtocol.Stepped(slice, nextStep, potentials);
  }

  private static ParticipantProtocol.SliceAdvanced sliceAdvanced(int slice, Epoch epoch) {
    return new ParticipantProtocol.SliceAdvanced(
        slice, epoch, new EpochResult(SpikeBatch.silent(epoch), List.of()));
  }

  private static List<ParticipantProtocol.Command> messagesTo(
      BehaviorTestKit<ParticipantProtocol.Command> actor, int slice) {
    return actor.<ParticipantProtocol.Command>childInbox("slice-" + slice).getAllReceived();
  }

  @Test
  void shouldHandOutThePotentialsOfAllOnceAllHaveReported() {
    BehaviorTestKit<ParticipantProtocol.Command> actor = three();
    long beforeNs = System.nanoTime();
    actor.run(advance(0, 2));
    for (int slice = 0; slice < 3; slice++) {
      assertThat(messagesTo(actor, slice))
          .containsExactly(
              new ParticipantProtocol.BeginSteps(new Epoch(0, 2), advance(0, 2).inbound()));
    }
    actor.run(stepped(2, 0));
    actor.run(stepped(0, 0));
    assertThat(messagesTo(actor, 1)).isEmpty();
    actor.run(stepped(1, 0));
    for (int slice = 0; slice < 3; slice++) {
      ParticipantProtocol.TakeStep step =
          (ParticipantProtocol.TakeStep) messagesTo(actor, slice).get(0);
      assertThat(step.step()).isZero();
      assertThat(step.potentials()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2);
    }
    for (int slice = 0; slice < 3; slice++) {
      actor.run(stepped(slice, 1));
    }
    assertThat(messagesTo(actor, 0)).hasSize(1);
    Epoch epoch = new Epoch(0, 2);
    for (int slice = 2; slice >= 0; slice--) {
      assertThat(clockInbox.hasMessages()).isFalse();
      actor.run(sliceAdvanced(slice, epoch));
    }
    ClockProtocol.Advanced report = (ClockProtocol.Advanced) clockInbox.receiveMessage();
    assertThat(report)
        .isEqualTo(
            new ClockProtocol.Advanced(
                PARTICIPANT,
                epoch,
                new EpochResult(SpikeBatch.silent(epoch), List.of()),
                report.beganAtNs(),
                report.endedAtNs(),
                0));
    assertThat(report.beganAtNs()).isBetween(beforeNs, report.endedAtNs());
    assertThat(clockInbox.hasMessages()).isFalse();
  }

  private static void assertViolation(
      BehaviorTestKit<ParticipantProtocol.Command> actor, ParticipantProtocol.Command breach) {
    assertThatThrownBy(() -> actor.run(breach)).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void shouldRefuseAnEpochWhileOneIsUnderWay() {
    BehaviorTestKit<ParticipantProtocol.Command> actor = three();
    actor.run(advance(0, 2));
    assertViolation(actor, advance(2, 4));
  }

  @Test
  void shouldRefuseReportsWhenNoEpochIsUnderWay() {
    assertViolation(three(), stepped(0, 0));
    assertViolation(three(), sliceAdvanced(0, new Epoch(0, 2)));
  }

  @Test
  void shouldRefuseASliceThatIsAtAnotherStep() {
    BehaviorTestKit<ParticipantProtocol.Command> actor = three();
    actor.run(advance(0, 2));
    assertViolation(actor, stepped(0, 1));
  }

  @Test
  void shouldRefuseASliceThatReportsAStepTwice() {
    BehaviorTestKit<ParticipantProtocol.Command> actor = three();
    actor.run(advance(0, 2));
    actor.run(stepped(0, 0));
    assertViolation(actor, stepped(0, 0));
  }

  @Test
  void shouldRefuseASliceThatIsDoneTooEarlyOrTwiceOrWithAnotherEpoch() {
    Epoch epoch = new Epoch(0, 1);
    BehaviorTestKit<ParticipantProtocol.Command> early = three();
    early.run(advance(0, 1));
    assertViolation(early, sliceAdvanced(0, epoch));
    for (ParticipantProtocol.Command breach :
        List.of(sliceAdvanced(0, epoch), sliceAdvanced(1, new Epoch(0, 2)), stepped(1, 1))) {
      BehaviorTestKit<ParticipantProtocol.Command> actor = three();
      actor.run(advance(0, 1));
      for (int slice = 0; slice < 3; slice++) {
        actor.run(stepped(slice, 0));
      }
      actor.run(sliceAdvanced(0, epoch));
      assertViolation(actor, breach);
    }
  }
}
