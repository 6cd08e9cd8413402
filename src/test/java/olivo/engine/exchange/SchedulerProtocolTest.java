package olivo.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.CellModel;
import olivo.model.ConnectionRule;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Population;
import olivo.model.SpikeBatch;
import olivo.testing.Circuits;
import org.junit.jupiter.api.Test;

/** Breaches of the protocol, in a network of a source (0), a neuron (1) and the recorder (2). */
class SchedulerProtocolTest {
  private static final int SOURCE = 0;
  private static final int NEURON = 1;
  private static final int RECORDER = 2;

  private final List<String> grants = new ArrayList<>();
  private final GrantSink sink =
      (participant, epoch, inbound) -> grants.add(participant + epoch.toString());
  private final Scheduler scheduler = new Scheduler(chain(), 3);

  /** The source emits in portions of 20 steps and is 10 steps ahead; epochs have up to 8 steps. */
  private static ExchangePlan chain() {
    return ExchangePlanner.plan(
        Lowering.lower(
            Circuits.topology(
                "chain",
                10,
                1,
                List.of(
                    new Population("S", 1, new CellModel.BernoulliSource(30, 0)),
                    new Population("N", 1, Circuits.basket())),
                List.of(
                    Circuits.projection(
                        "S-N", "S", "N", new ConnectionRule.OneToOne(), 1, 1, 5, 0))),
            Partition.WHOLE),
        new Pacing(8, 20, 50, 10, 4));
  }

  private static EpochResult silent(Epoch epoch) {
    return new EpochResult(SpikeBatch.silent(epoch), List.of());
  }

  private void report(int participant, long firstStep, long endStep) {
    Epoch epoch = new Epoch(firstStep, endStep);
    scheduler.advanced(participant, epoch, silent(epoch), sink);
  }

  private void assertViolation(int participant, long firstStep, long endStep, String message) {
    List<String> before = List.copyOf(grants);
    long[] progress = {scheduler.progress(0), scheduler.progress(1), scheduler.progress(2)};
    assertThatThrownBy(() -> report(participant, firstStep, endStep))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessage(message);
    assertThat(grants).isEqualTo(before);
    assertThat(new long[] {scheduler.progress(0), scheduler.progress(1), scheduler.progress(2)})
        .isEqualTo(progress);
  }

  @Test
  void shouldGrantSourcesFirstAndOthersUpToTheDelay() {
    scheduler.start(sink);
    assertThat(grants).containsExactly("0[0, 20)", "1[0, 8)");
    assertThat(scheduler.outstanding()).containsExactly(SOURCE, NEURON);
    report(NEURON, 0, 8);
    assertThat(grants).containsExactly("0[0, 20)", "1[0, 8)", "1[8, 10)");
    report(NEURON, 8, 10);
    assertThat(grants).hasSize(3);
    report(SOURCE, 0, 20);
    assertThat(grants).containsExactly("0[0, 20)", "1[0, 8)", "1[8, 10)", "0[20, 40)", "1[10, 18)");
  }

  @Test
  void shouldGrantTheLongestEpochFirstWhenNotAllMayBeUnderWay() {
    List<Integer> granted = new ArrayList<>();
    List<Epoch> epochs = new ArrayList<>();
    GrantSink noting =
        (participant, epoch, inbound) -> {
          granted.add(participant);
          epochs.add(epoch);
        };
    Scheduler one = new Scheduler(chain(), 1);
    one.start(noting);
    while (!granted.contains(RECORDER)) {
      int last = granted.size() - 1;
      one.advanced(granted.get(last), epochs.get(last), silent(epochs.get(last)), noting);
      assertThat(granted).hasSize(last + 2);
    }
    // The recorder comes first as soon as its 50 steps are there, though others could go on.
    assertThat(granted).startsWith(SOURCE, NEURON, NEURON, SOURCE);
    assertThat(one.progress(NEURON)).isBetween(50L, 57L);
  }

  @Test
  void shouldRefuseToGrantNothingAtAll() {
    assertThatThrownBy(() -> new Scheduler(chain(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAReportBeforeTheRunHasBegun() {
    assertViolation(SOURCE, 0, 20, "S reported [0, 20) without a grant");
  }

  @Test
  void shouldRefuseAReportWithoutAGrant() {
    scheduler.start(sink);
    assertViolation(RECORDER, 0, 50, "recorder reported [0, 50) without a grant");
  }

  @Test
  void shouldRefuseAReportThatComesTwice() {
    scheduler.start(sink);
    report(NEURON, 0, 8);
    assertViolation(NEURON, 0, 8, "N reported [0, 8) and was granted [8, 10)");
    report(NEURON, 8, 10);
    assertViolation(NEURON, 8, 10, "N reported [8, 10) without a grant");
  }

  @Test
  void shouldRefuseAnotherEpochThanWasGranted() {
    scheduler.start(sink);
    assertViolation(NEURON, 0, 7, "N reported [0, 7) and was granted [0, 8)");
    assertViolation(NEURON, 0, 9, "N reported [0, 9) and was granted [0, 8)");
    assertViolation(NEURON, 1, 8, "N reported [1, 8) and was granted [0, 8)");
    report(NEURON, 0, 8);
  }

  @Test
  void shouldRefuseSpikesOfAnotherEpoch() {
    scheduler.start(sink);
    Epoch epoch = new Epoch(0, 8);
    assertThatThrownBy(() -> scheduler.advanced(NEURON, epoch, silent(new Epoch(0, 7)), sink))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessage("N reported spikes of [0, 7) for [0, 8)");
    assertThat(scheduler.progress(NEURON)).isZero();
    report(NEURON, 0, 8);
  }

  @Test
  void shouldRefuseTheReportOfAnAbandonedParticipant() {
    scheduler.start(sink);
    scheduler.abandon(NEURON, sink);
    assertViolation(NEURON, 0, 8, "N reported [0, 8) without a grant");
    report(SOURCE, 0, 20);
    assertThat(scheduler.isFinished()).isTrue();
    assertThat(grants).hasSize(2);
  }

  @Test
  void shouldWaitForOutstandingGrantsWhenStopped() {
    scheduler.start(sink);
    report(NEURON, 0, 8);
    scheduler.stop(sink);
    assertThat(scheduler.isFinished()).isFalse();
    report(SOURCE, 0, 20);
    assertThat(scheduler.isFinished()).isFalse();
    report(NEURON, 8, 10);
    assertThat(grants).containsExactly("0[0, 20)", "1[0, 8)", "1[8, 10)", "2[0, 10)");
    assertThat(scheduler.isFinished()).isFalse();
    report(RECORDER, 0, 10);
    assertThat(scheduler.isFinished()).isTrue();
  }

  @Test
  void shouldBeFinishedAtOnceWhenStoppedBeforeTheBeginning() {
    scheduler.stop(sink);
    assertThat(grants).isEmpty();
    assertThat(scheduler.isFinished()).isTrue();
  }
}
