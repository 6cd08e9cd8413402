package olivo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import olivo.device.EpochOwner;
import olivo.device.NeuronState;
import olivo.device.PlasticityState;
import olivo.device.SourceState;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.Partition;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.model.StateArrays;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.junit.jupiter.api.Test;

/** Handlers of the actors that own a state, one message at a time. */
class ParticipantActorsTest {
  private static final int PARTICIPANT = 3;
  private static final NetworkLayout NETWORK =
      Lowering.lower(Plans.topology(100), new Partition(Map.of("IO", 2)));

  private final FakeDevice device = new FakeDevice();
  private final TestInbox<ClockProtocol.Command> clock = TestInbox.create();

  private BehaviorTestKit<ParticipantProtocol.Command> source() {
    SourceState state = device.createSource(NETWORK.sources().get(0));
    return actor(PopulationActor.create(PARTICIPANT, 0, state, clock.getRef()));
  }

  private BehaviorTestKit<ParticipantProtocol.Command> neurons() {
    NeuronState state = device.createNeurons(NETWORK.neurons().get(0), List.of());
    return actor(PopulationActor.create(PARTICIPANT, 0, state, clock.getRef()));
  }

  private BehaviorTestKit<ParticipantProtocol.Command> plasticity() {
    PlasticityState state =
        device.createPlasticity(NETWORK.plasticity().get(0), device.createRing("P", 16, 1));
    return actor(PlasticityActor.create(PARTICIPANT, 0, state, clock.getRef()));
  }

  private static BehaviorTestKit<ParticipantProtocol.Command> actor(
      Behavior<ParticipantProtocol.Command> behavior) {
    return BehaviorTestKit.create(behavior);
  }

  private static ParticipantProtocol.Advance advance(long firstStep, long endStep) {
    return ClockStage.advance(firstStep, endStep, 3);
  }

  private ClockProtocol.Advanced reportAfter(
      BehaviorTestKit<ParticipantProtocol.Command> actor, long firstStep, long endStep) {
    actor.run(advance(firstStep, endStep));
    ClockProtocol.Advanced report = (ClockProtocol.Advanced) clock.receiveMessage();
    assertThat(clock.hasMessages()).isFalse();
    assertThat(report.participant()).isEqualTo(PARTICIPANT);
    assertThat(report.epoch()).isEqualTo(new Epoch(firstStep, endStep));
    assertThat(report.result().spikes().epoch()).isEqualTo(report.epoch());
    return report;
  }

  @Test
  void shouldReportTheSpikesOfEachEpochOfAPopulation() {
    for (BehaviorTestKit<ParticipantProtocol.Command> actor : List.of(source(), neurons())) {
      int cells = reportAfter(actor, 0, 99).result().spikes().size();
      assertThat(cells).isPositive();
      assertThat(reportAfter(actor, 99, 100).result().spikes().size()).isZero();
      assertThat(reportAfter(actor, 100, 201).result().spikes().size()).isEqualTo(2 * cells);
    }
  }

  @Test
  void shouldHandInWeightsOfTheStepThatAProjectionHasReached() {
    BehaviorTestKit<ParticipantProtocol.Command> actor = plasticity();
    reportAfter(actor, 0, 40);
    reportAfter(actor, 40, 77);
    actor.run(new ParticipantProtocol.Finish(List.of()));
    ClockProtocol.Finished report = (ClockProtocol.Finished) clock.receiveMessage();
    assertThat(report.participant()).isEqualTo(PARTICIPANT);
    assertThat(report.weights()).hasSize(1);
    Sample.Weights weights = report.weights().get(0);
    assertThat(weights.step()).isEqualTo(77);
    assertThat(weights.weights()).isNotEmpty().containsOnly(77);
  }

  @Test
  void shouldHaveNoWeightsToHandInAsAPopulation() {
    for (BehaviorTestKit<ParticipantProtocol.Command> actor : List.of(source(), neurons())) {
      actor.run(new ParticipantProtocol.Finish(List.of()));
      clock.expectMessage(new ClockProtocol.Finished(PARTICIPANT, List.of()));
    }
  }

  /** Sources on a device that works through each epoch in two parts, and says so when told to. */
  private static final class AwaitedSource implements SourceState {
    private EpochOwner owner;
    private Epoch epoch;
    private int parts;
    private long waitedNs;

    @Override
    public EpochResult advance(Epoch whole, Inbound inbound) {
      throw new AssertionError("somebody waits for the device");
    }

    @Override
    public Optional<EpochResult> begin(Epoch whole, Inbound inbound, EpochOwner whose) {
      epoch = whole;
      parts = 2;
      owner = whose;
      return Optional.empty();
    }

    @Override
    public Optional<EpochResult> goOn(EpochOwner whose) {
      owner = whose;
      waitedNs += 1000;
      parts--;
      return parts > 0
          ? Optional.empty()
          : Optional.of(new EpochResult(SpikeBatch.silent(epoch), List.of()));
    }

    @Override
    public long deviceWaitNs() {
      return waitedNs;
    }

    @Override
    public void save(long step, StateArrays into) {}

    @Override
    public void restore(long step, StateArrays.Reader from) {}

    @Override
    public void close() {}
  }

  @Test
  void shouldReportWhenTheDeviceHasSaidThatItIsReady() {
    AwaitedSource state = new AwaitedSource();
    BehaviorTestKit<ParticipantProtocol.Command> actor =
        actor(PopulationActor.create(PARTICIPANT, 0, state, clock.getRef()));
    for (Epoch epoch : List.of(new Epoch(0, 7), new Epoch(7, 9))) {
      actor.run(advance(epoch.firstStep(), epoch.endStep()));
      for (int part = 0; part < 2; part++) {
        assertThat(clock.hasMessages()).isFalse();
        assertThat(actor.selfInbox().hasMessages()).isFalse();
        state.owner.ready();
        actor.runOne();
      }
      ClockProtocol.Advanced report = (ClockProtocol.Advanced) clock.receiveMessage();
      assertThat(report.epoch()).isEqualTo(epoch);
      assertThat(report.deviceWaitNs()).isEqualTo(2000);
      assertThat(report.endedAtNs()).isGreaterThan(report.beganAtNs());
      assertThat(clock.hasMessages()).isFalse();
    }
  }

  @Test
  void shouldRefuseAnotherEpochWhileTheDeviceIsAtWork() {
    BehaviorTestKit<ParticipantProtocol.Command> actor =
        actor(PopulationActor.create(PARTICIPANT, 0, new AwaitedSource(), clock.getRef()));
    actor.run(advance(0, 7));
    assertThatThrownBy(() -> actor.run(advance(7, 9)))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessageContaining("[7, 9)")
        .hasMessageContaining("[0, 7)");
  }

  @Test
  void shouldRefuseAReadyDeviceWhereThereIsNone() {
    assertThatThrownBy(() -> neurons().run(ParticipantProtocol.DeviceReady.INSTANCE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldRefuseEpochsThatDoNotFollow() {
    List<Supplier<BehaviorTestKit<ParticipantProtocol.Command>>> kinds =
        List.of(this::source, this::neurons, this::plasticity);
    for (Supplier<BehaviorTestKit<ParticipantProtocol.Command>> kind : kinds) {
      assertThatThrownBy(() -> kind.get().run(advance(1, 2)))
          .isInstanceOf(ProtocolViolation.class)
          .hasMessage("epoch [1, 2) was granted and step 0 is next");
      for (long firstStep : new long[] {0, 9, 11}) {
        BehaviorTestKit<ParticipantProtocol.Command> actor = kind.get();
        reportAfter(actor, 0, 10);
        assertThatThrownBy(() -> actor.run(advance(firstStep, 20)))
            .isInstanceOf(ProtocolViolation.class);
      }
      assertThat(clock.hasMessages()).isFalse();
    }
  }

  @Test
  void shouldCloseTheStateWhenStopped() {
    for (BehaviorTestKit<ParticipantProtocol.Command> actor :
        List.of(source(), neurons(), plasticity())) {
      actor.signal(PostStop.instance());
    }
    assertThat(device.states).hasSize(3).allMatch(state -> state.closed == 1);
  }

  private static final int SLICE = 1;
  private final TestInbox<ParticipantProtocol.Command> coupling = TestInbox.create();

  private BehaviorTestKit<ParticipantProtocol.Command> coupledSlice() {
    NeuronState state =
        device.createNeurons(NETWORK.neurons().get(NETWORK.neurons().size() - 1), List.of());
    return actor(CoupledSliceActor.create(SLICE, 0, state, 16, coupling.getRef()));
  }

  private static ParticipantProtocol.BeginSteps beginSteps(long firstStep, long endStep) {
    return new ParticipantProtocol.BeginSteps(
        new Epoch(firstStep, endStep), new Inbound(List.of(), List.of()));
  }

  private static ParticipantProtocol.TakeStep takeStep(long step) {
    float[] potentials = new float[16];
    for (int cell = 0; cell < 16; cell++) {
      potentials[cell] = step + 0.001f * cell;
    }
    return new ParticipantProtocol.TakeStep(step, potentials);
  }

  private void expectStepped(long nextStep) {
    ParticipantProtocol.Stepped report = (ParticipantProtocol.Stepped) coupling.receiveMessage();
    assertThat(report.slice()).isEqualTo(SLICE);
    assertThat(report.nextStep()).isEqualTo(nextStep);
    assertThat(report.potentials()[7]).isZero();
    assertThat(report.potentials()[8]).isEqualTo(nextStep + 0.001f * 8);
  }

  @Test
  void shouldTakeTheStepsOfAnEpochOneByOne() {
    BehaviorTestKit<ParticipantProtocol.Command> actor = coupledSlice();
    actor.run(beginSteps(0, 2));
    expectStepped(0);
    actor.run(takeStep(0));
    expectStepped(1);
    actor.run(takeStep(1));
    ParticipantProtocol.SliceAdvanced report =
        (ParticipantProtocol.SliceAdvanced) coupling.receiveMessage();
    assertThat(report.slice()).isEqualTo(SLICE);
    assertThat(report.epoch()).isEqualTo(new Epoch(0, 2));
    assertThat(report.result().spikes().size()).isEqualTo(8);
    actor.run(beginSteps(2, 3));
    expectStepped(2);
    actor.signal(PostStop.instance());
    assertThat(device.states).allMatch(state -> state.closed == 1);
  }

  @Test
  void shouldRefuseStepsOutOfOrder() {
    assertRefused(takeStep(0));
    assertRefused(beginSteps(1, 2));
    assertRefused(takeStep(1), beginSteps(0, 2));
    assertRefused(takeStep(0), beginSteps(0, 2), takeStep(0));
    assertRefused(takeStep(2), beginSteps(0, 2), takeStep(0), takeStep(1));
    assertRefused(beginSteps(0, 2), beginSteps(0, 2));
    assertRefused(beginSteps(1, 2), beginSteps(0, 2), takeStep(0));
  }

  private void assertRefused(
      ParticipantProtocol.Command breach, ParticipantProtocol.Command... before) {
    BehaviorTestKit<ParticipantProtocol.Command> actor = coupledSlice();
    for (ParticipantProtocol.Command command : before) {
      actor.run(command);
    }
    assertThatThrownBy(() -> actor.run(breach)).isInstanceOf(ProtocolViolation.class);
  }
}
