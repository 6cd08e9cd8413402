package olivo.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.device.layout.Slice;
import olivo.device.layout.SourceLayout;
import olivo.engine.exchange.Precedence.Reason;
import olivo.model.EpochResult;
import olivo.model.SpikeBatch;
import olivo.testing.Circuits;
import org.junit.jupiter.api.Test;

class ExchangePlanTest {
  private static final long RUN_STEPS = 60;

  private static Participant participant(String name, int quantumSteps) {
    return new Participant.Source(
        new SourceLayout.Listed(new Slice(0, name, 1, 0, 1), new long[0]), quantumSteps);
  }

  private static Precedence precedence(int before, int after, long lagSteps) {
    return new Precedence(before, after, lagSteps, Reason.SPIKES);
  }

  private static ExchangePlan plan(List<Participant> participants, Precedence... precedences) {
    return new ExchangePlan(participants, List.of(precedences), List.of(), RUN_STEPS, 16);
  }

  private static final List<Participant> THREE =
      List.of(participant("A", 1), participant("B", 1), participant("C", 1));

  @Test
  void shouldNameEveryoneInALoopWithoutDelay() {
    assertThatThrownBy(
            () -> plan(THREE, precedence(0, 1, 0), precedence(1, 2, 0), precedence(2, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("these wait for each other without end: ")
        .satisfies(
            message ->
                assertThat(message.substring(message.indexOf(": ") + 2))
                    .isIn("A > B > C", "B > C > A", "C > A > B"));
  }

  @Test
  void shouldLeaveOutThoseBesideTheLoop() {
    assertThatThrownBy(
            () -> plan(THREE, precedence(0, 1, 3), precedence(1, 2, 0), precedence(2, 1, 0)))
        .hasMessageContaining("without end")
        .message()
        .doesNotContain("A");
  }

  @Test
  void shouldRefuseAParticipantThatWaitsForItself() {
    assertThatThrownBy(() -> plan(THREE, precedence(1, 1, 0))).hasMessageEndingWith("end: B");
    assertThat(plan(THREE, precedence(1, 1, 1)).precedences()).hasSize(1);
  }

  @Test
  void shouldAcceptALoopOfASingleStepOfDelay() {
    assertThat(
            plan(THREE, precedence(0, 1, 0), precedence(1, 2, 0), precedence(2, 0, 1))
                .precedences())
        .hasSize(3);
  }

  @Test
  void shouldWeighNegativeLagsAgainstDelays() {
    assertThat(plan(THREE, precedence(0, 1, -7), precedence(1, 0, 8)).precedences()).hasSize(2);
    assertThatThrownBy(() -> plan(THREE, precedence(0, 1, -7), precedence(1, 0, 7)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldCompleteWhenAParticipantStaysBehindAnother() {
    assertThat(completes(plan(THREE, precedence(0, 1, -7), precedence(1, 2, -7)))).isTrue();
  }

  @Test
  void shouldChargeQuantaAgainstDelays() {
    List<Participant> quantized = List.of(participant("A", 5), participant("B", 1));
    assertThat(plan(quantized, precedence(0, 1, 0), precedence(1, 0, 5)).precedences()).hasSize(2);
    assertThatThrownBy(() -> plan(quantized, precedence(0, 1, 0), precedence(1, 0, 4)))
        .hasMessageContaining("A")
        .hasMessageContaining("B");
  }

  /** A ring that cannot hold the delay of what is written into it holds up both of its ends. */
  @Test
  void shouldRefuseARingThatIsTooSmall() {
    int delay = 4;
    Precedence arrivals = new Precedence(0, 1, delay, Reason.ARRIVALS);
    for (int slots = 1; slots <= 8; slots++) {
      // The writer may fill as many slots as there are; fewer than one make the loop stall.
      Precedence capacity = new Precedence(1, 0, slots - 2L * delay, Reason.RING_CAPACITY);
      if (slots <= delay) {
        assertThatThrownBy(() -> plan(THREE, arrivals, capacity))
            .isInstanceOf(IllegalArgumentException.class);
      } else {
        assertThat(plan(THREE, arrivals, capacity).precedences()).hasSize(2);
      }
    }
  }

  @Test
  void shouldFindLoopsFarFromTheFirstParticipantAndAmongManyHarmlessOnes() {
    List<Participant> many = new ArrayList<>();
    List<Precedence> precedences = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(participant("P" + i, 1));
      precedences.add(precedence(i, (i + 1) % 40, i == 39 ? 1 : 0));
    }
    assertThat(plan(many, precedences.toArray(Precedence[]::new)).participants()).hasSize(40);
    precedences.add(precedence(33, 31, 0));
    assertThatThrownBy(() -> plan(many, precedences.toArray(Precedence[]::new)))
        .message()
        .satisfies(
            message ->
                assertThat(message.substring(message.indexOf(": ") + 2).split(" > "))
                    .containsExactlyInAnyOrder("P31", "P32", "P33"));
  }

  /** What is accepted never stalls; with quanta of one step, what is refused does stall. */
  @Test
  void shouldRefuseExactlyThePlansThatStallWhenQuantaAreOneStep() {
    int refused = 0;
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      int n = 2 + random.nextInt(4);
      int largestQuantum = seed % 2 == 0 ? 1 : 4;
      List<Participant> participants = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        participants.add(participant("P" + i, 1 + random.nextInt(largestQuantum)));
      }
      Precedence[] precedences = new Precedence[1 + random.nextInt(2 * n)];
      for (int i = 0; i < precedences.length; i++) {
        precedences[i] =
            precedence(
                random.nextInt(n), random.nextInt(n), random.nextInt(7 * largestQuantum) - 2);
      }
      ExchangePlan plan;
      try {
        plan = plan(participants, precedences);
      } catch (IllegalArgumentException e) {
        refused++;
        if (largestQuantum == 1) {
          assertThat(progressWithout(participants, precedences)).as("seed %d", seed).isFalse();
        }
        continue;
      }
      assertThat(completes(plan)).as("seed %d", seed).isTrue();
    }
    assertThat(refused).isBetween(300, 2700);
  }

  private static boolean completes(ExchangePlan plan) {
    Scheduler scheduler = new Scheduler(plan, 1 + plan.participants().size() / 2);
    List<Runnable> reports = new ArrayList<>();
    GrantSink[] sink = new GrantSink[1];
    sink[0] =
        (participant, epoch, inbound) ->
            reports.add(
                () ->
                    scheduler.advanced(
                        participant,
                        epoch,
                        new EpochResult(SpikeBatch.silent(epoch), List.of()),
                        sink[0]));
    scheduler.start(sink[0]);
    while (!reports.isEmpty()) {
      reports.remove(reports.size() - 1).run();
    }
    for (int i = 0; i < plan.participants().size(); i++) {
      if (scheduler.progress(i) < plan.runSteps()) {
        return false;
      }
    }
    return scheduler.isFinished();
  }

  /** Whether an endless run would go on without end, one step at a time. */
  private static boolean progressWithout(List<Participant> participants, Precedence[] precedences) {
    long[] progress = new long[participants.size()];
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int i = 0; i < progress.length; i++) {
        long limit = progress[i] + 1;
        for (Precedence precedence : precedences) {
          if (precedence.after() == i) {
            limit = Math.min(limit, progress[precedence.before()] + precedence.lagSteps());
          }
        }
        if (limit > progress[i] && progress[i] < 1000) {
          progress[i]++;
          moved = true;
        }
      }
    }
    for (long steps : progress) {
      if (steps < 1000) {
        return false;
      }
    }
    return true;
  }

  @Test
  void shouldGiveEveryRingRoomForItsDelayAndForProgress() {
    for (int ringSteps : new int[] {1, 2, 3, 64, 128, 129}) {
      Pacing pacing = new Pacing(256, 500, 1000, 1024, ringSteps);
      ExchangePlan plan =
          ExchangePlanner.plan(
              Lowering.lower(
                  Circuits.microcircuit(1, 100, Circuits.gated(), 16),
                  new Partition(Map.of("PKJ", 2))),
              pacing);
      List<Participant.Plastic> plastic =
          plan.participants().stream()
              .filter(Participant.Plastic.class::isInstance)
              .map(Participant.Plastic.class::cast)
              .toList();
      assertThat(plastic).hasSize(2);
      for (Participant.Plastic participant : plastic) {
        int slots = ExchangePlanner.ringSlots(participant.layout(), pacing);
        assertThat(Integer.bitCount(slots)).isEqualTo(1);
        assertThat(slots).isGreaterThanOrEqualTo(participant.layout().delaySteps() + ringSteps);
      }
      assertThat(plan.precedences())
          .filteredOn(precedence -> precedence.reason() == Reason.RING_CAPACITY)
          .hasSize(2)
          .allMatch(precedence -> precedence.lagSteps() >= ringSteps);
    }
  }
}
