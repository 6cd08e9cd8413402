package olivo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.ExchangeObserver;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.model.Epoch;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

/** The times that a clock tells its observer, against stamps that a test makes up. */
class ClockTimesTest {
  private static final ExchangePlan PLAN = Plans.of(Plans.topology(2000), Partition.WHOLE);

  private record Report(List<Long> times) {}

  private record Delivery(int participant, int spikes, long waitedNs) {}

  private final AtomicLong nowNs = new AtomicLong();
  private final List<Report> reports = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<List<Long>> routed = new ArrayList<>();
  private final List<TestInbox<ParticipantProtocol.Command>> participants =
      IntStream.range(0, PLAN.participants().size())
          .mapToObj(i -> TestInbox.<ParticipantProtocol.Command>create())
          .toList();

  private final ExchangeObserver observer =
      new ExchangeObserver() {
        @Override
        public void granted(int participant, Epoch epoch) {}

        @Override
        public void advanced(
            int participant,
            long grantedAtNs,
            long beganAtNs,
            long endedAtNs,
            long receivedAtNs,
            long deviceWaitNs) {
          reports.add(
              new Report(
                  List.of(
                      (long) participant,
                      grantedAtNs,
                      beganAtNs,
                      endedAtNs,
                      receivedAtNs,
                      deviceWaitNs)));
        }

        @Override
        public void delivered(int participant, int spikes, long waitedNs) {
          deliveries.add(new Delivery(participant, spikes, waitedNs));
        }

        @Override
        public void routed(int participant, long tookNs) {
          routed.add(List.of((long) participant, tookNs));
        }
      };

  private final BehaviorTestKit<ClockProtocol.Command> clock =
      BehaviorTestKit.create(
          // Time goes on by one each time the clock looks at it.
          ClockActor.create(
              PLAN,
              Checkpointing.NONE,
              1,
              ClockStage.PATIENCE,
              observer,
              outcome -> {},
              nowNs::getAndIncrement));

  private ParticipantProtocol.Advance grant(int participant) {
    return (ParticipantProtocol.Advance) participants.get(participant).receiveMessage();
  }

  private int granted() {
    return IntStream.range(0, participants.size())
        .filter(i -> participants.get(i).hasMessages())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldTellTheTimesOfEveryReportAndHowLongItsSpikesHaveWaited() {
    nowNs.set(1000);
    clock.run(new ClockProtocol.Begin(participants.stream().map(TestInbox::getRef).toList()));
    long grantedAtNs = 1000;
    int delivered = 0;
    for (int round = 1; reports.size() < 60; round++) {
      int participant = granted();
      ParticipantProtocol.Advance advance = grant(participant);
      long beganAtNs = 10_000L * round;
      deliveries.clear();
      nowNs.set(beganAtNs + 300);
      clock.run(
          new ClockProtocol.Advanced(
              participant,
              advance.epoch(),
              ClockStage.result(participant, advance.epoch()),
              beganAtNs,
              beganAtNs + 200,
              7));
      assertThat(reports.get(reports.size() - 1).times())
          .containsExactly(
              (long) participant, grantedAtNs, beganAtNs, beganAtNs + 200, beganAtNs + 300, 7L);
      // Each participant fires once, in the first step of every epoch.
      assertThat(deliveries.stream().mapToInt(Delivery::spikes).sum())
          .isEqualTo(
              advance.inbound().ports().stream()
                  .flatMap(List::stream)
                  .mapToInt(window -> window.size())
                  .sum());
      assertThat(deliveries)
          .allSatisfy(
              delivery -> {
                assertThat(delivery.participant()).isEqualTo(participant);
                assertThat(beganAtNs - delivery.waitedNs() - 200).isPositive();
                assertThat((beganAtNs - delivery.waitedNs() - 200) % 10_000).isZero();
              });
      // One look at the time for the next grant in between.
      assertThat(routed.get(routed.size() - 1)).containsExactly((long) participant, 2L);
      grantedAtNs = beganAtNs + 301;
      delivered += deliveries.size();
    }
    assertThat(delivered).isGreaterThan(60);
  }
}
