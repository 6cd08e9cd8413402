package olivo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.ExchangeObserver;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.GrantSink;
import olivo.engine.exchange.Participant;
import olivo.engine.exchange.Scheduler;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A clock among participants that are played by a test. Every message that it sends is compared
 * with what a scheduler of the test's own would have it send.
 */
final class ClockStage {
  static final ClockActor.Patience PATIENCE =
      new ClockActor.Patience(Duration.ofSeconds(10), Duration.ofSeconds(60));

  record Delivery(int participant, ParticipantProtocol.Command command) {}

  final ExchangePlan plan;
  final ActorRef<ClockProtocol.Command> clock;
  final TestProbe<RunOutcome> outcome;
  final AtomicLong nowNs = new AtomicLong();
  private final ActorTestKit testKit;
  private final TestProbe<Delivery> deliveries;
  private final Scheduler mirror;
  private final List<Delivery> expected = new ArrayList<>();
  private final TreeMap<Integer, Epoch> outstanding = new TreeMap<>();
  private final GrantSink expect =
      (participant, epoch, inbound) -> {
        expected.add(new Delivery(participant, new ParticipantProtocol.Advance(epoch, inbound)));
        outstanding.put(participant, epoch);
      };

  ClockStage(ActorTestKit testKit, ExchangePlan plan, int concurrency) {
    this.testKit = testKit;
    this.plan = plan;
    this.mirror = new Scheduler(plan, concurrency);
    this.outcome = testKit.createTestProbe();
    this.deliveries = testKit.createTestProbe();
    this.clock =
        testKit.spawn(
            ClockActor.create(
                plan,
                Checkpointing.NONE,
                concurrency,
                PATIENCE,
                ExchangeObserver.NONE,
                outcome.ref()::tell,
                nowNs::get));
  }

  List<ActorRef<ParticipantProtocol.Command>> participants() {
    return IntStream.range(0, plan.participants().size()).mapToObj(this::relay).toList();
  }

  private ActorRef<ParticipantProtocol.Command> relay(int participant) {
    return testKit.spawn(
        Behaviors.receiveMessage(
            command -> {
              deliveries.ref().tell(new Delivery(participant, command));
              return Behaviors.same();
            }));
  }

  ClockStage begin() {
    clock.tell(new ClockProtocol.Begin(participants()));
    mirror.start(expect);
    assertDeliveries();
    return this;
  }

  /** Receives as many messages as are expected, and compares them. */
  private void assertDeliveries() {
    List<Delivery> received = receive(expected.size());
    expected.sort(Comparator.comparingInt(Delivery::participant));
    assertThat(received).isEqualTo(expected);
    expected.clear();
  }

  List<Delivery> receive(int count) {
    List<Delivery> received = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      received.add(deliveries.receiveMessage());
    }
    received.sort(Comparator.comparingInt(Delivery::participant));
    return received;
  }

  List<Integer> outstanding() {
    return List.copyOf(outstanding.keySet());
  }

  long progress(int participant) {
    return mirror.progress(participant);
  }

  /** The step up to which all but the recorder have come. */
  long commonProgress() {
    return IntStream.range(0, plan.recorder()).mapToLong(mirror::progress).min().orElseThrow();
  }

  /** Has a participant report the epoch that it was granted. */
  void report(int participant) {
    Epoch epoch = outstanding.remove(participant);
    EpochResult result = result(participant, epoch);
    clock.tell(new ClockProtocol.Advanced(participant, epoch, result, 0, 0, 0));
    mirror.advanced(participant, epoch, result, expect);
    assertDeliveries();
  }

  static EpochResult result(int participant, Epoch epoch) {
    int[] offsets = new int[epoch.steps() + 1];
    Arrays.fill(offsets, 1, offsets.length, 1);
    return new EpochResult(new SpikeBatch(epoch, offsets, new int[] {participant}), List.of());
  }

  /** Reports whatever is outstanding in an order drawn at random. */
  void reportAll(Random random) {
    while (!outstanding.isEmpty()) {
      List<Integer> waiting = outstanding();
      report(waiting.get(random.nextInt(waiting.size())));
    }
  }

  /** Reports everything but what a participant owes, until all wait for it. */
  void reportAllBut(int slow, Random random) {
    List<Integer> waiting = outstanding().stream().filter(p -> p != slow).toList();
    while (!waiting.isEmpty()) {
      report(waiting.get(random.nextInt(waiting.size())));
      waiting = outstanding().stream().filter(p -> p != slow).toList();
    }
  }

  void report(int times, Random random) {
    for (int i = 0; i < times && !outstanding.isEmpty(); i++) {
      List<Integer> waiting = outstanding();
      report(waiting.get(random.nextInt(waiting.size())));
    }
  }

  void stop() {
    clock.tell(ClockProtocol.Stop.INSTANCE);
    mirror.stop(expect);
    assertDeliveries();
  }

  /** The stage forgets a participant that the clock is about to give up. */
  Epoch lose(int participant) {
    Epoch owed = outstanding.remove(participant);
    mirror.abandon(participant, expect);
    return owed;
  }

  /** Compares what the clock sent since {@link #lose}. */
  void assertLost() {
    assertDeliveries();
  }

  /** Has a participant fail; says in which epoch. */
  Optional<Epoch> fail(int participant, Throwable cause) {
    clock.tell(new ClockProtocol.ParticipantFailed(participant, cause));
    Epoch owed = lose(participant);
    assertDeliveries();
    return Optional.ofNullable(owed);
  }

  List<Integer> plastic() {
    return IntStream.range(0, plan.participants().size())
        .filter(i -> plan.participants().get(i) instanceof Participant.Plastic)
        .boxed()
        .toList();
  }

  /** The plastic projections are asked to finish. */
  void expectFinishOfPlastic() {
    assertThat(receive(plastic().size()))
        .isEqualTo(
            plastic().stream()
                .map(i -> new Delivery(i, new ParticipantProtocol.Finish(List.of())))
                .toList());
  }

  static List<Sample.Weights> weightsOf(int participant) {
    return List.of(new Sample.Weights(-1, participant, 0, 0, new float[] {participant}));
  }

  /** The given plastic projections finish, one after the other. */
  void finishPlastic(List<Integer> order) {
    for (int participant : order) {
      clock.tell(new ClockProtocol.Finished(participant, weightsOf(participant)));
    }
  }

  /** The recorder is asked to finish and gets the weights of all plastic projections. */
  void expectFinishOfRecorder() {
    Delivery finish = deliveries.receiveMessage();
    assertThat(finish.participant()).isEqualTo(plan.recorder());
    assertThat(((ParticipantProtocol.Finish) finish.command()).finalWeights())
        .extracting(Sample.Weights::projection)
        .containsExactlyInAnyOrderElementsOf(plastic());
  }

  void expectEnd(RunOutcome expectedOutcome) {
    assertThat(outcome.receiveMessage()).isEqualTo(expectedOutcome);
    outcome.expectTerminated(clock);
  }

  /** An epoch without inbound spikes, for grants that a test makes itself. */
  static ParticipantProtocol.Advance advance(long firstStep, long endStep, int ports) {
    List<List<SpikeWindow>> silent = new ArrayList<>();
    for (int port = 0; port < ports; port++) {
      silent.add(List.of());
    }
    return new ParticipantProtocol.Advance(
        new Epoch(firstStep, endStep), new Inbound(silent, List.of()));
  }
}
