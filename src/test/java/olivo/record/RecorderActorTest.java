package olivo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.protocol.RecordingSink;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.PostStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderActorTest {
  private static final int PARTICIPANT = 4;
  private static final Inbound INBOUND = new Inbound(List.of(List.of()), List.of());

  private final TestInbox<ClockProtocol.Command> clock = TestInbox.create();
  private final List<Object> tape = new ArrayList<>();
  private final IOException full = new IOException("no space left on device");
  private long failsFrom = Long.MAX_VALUE;

  private final BehaviorTestKit<ParticipantProtocol.Command> actor =
      BehaviorTestKit.create(
          RecorderActor.create(
              PARTICIPANT,
              0,
              new RecordingSink() {
                @Override
                public void record(Epoch epoch, Inbound inbound) throws IOException {
                  if (epoch.firstStep() >= failsFrom) {
                    throw full;
                  }
                  tape.add(epoch);
                }

                @Override
                public void finish(List<Sample.Weights> finalWeights) {
                  tape.add(finalWeights);
                }

                @Override
                public void close() {
                  tape.add("closed");
                }
              },
              clock.getRef()));

  private void advance(long firstStep, long endStep) {
    actor.run(new ParticipantProtocol.Advance(new Epoch(firstStep, endStep), INBOUND));
  }

  private void expectReport(long firstStep, long endStep) {
    Epoch epoch = new Epoch(firstStep, endStep);
    ClockProtocol.Advanced report = (ClockProtocol.Advanced) clock.receiveMessage();
    assertThat(report)
        .isEqualTo(
            new ClockProtocol.Advanced(
                PARTICIPANT,
                epoch,
                new EpochResult(SpikeBatch.silent(epoch), List.of()),
                report.beganAtNs(),
                report.endedAtNs(),
                0));
    assertThat(report.beganAtNs()).isLessThanOrEqualTo(report.endedAtNs());
  }

  @Test
  void shouldReportWhatIsWrittenAndCloseAtTheEnd() {
    List<Sample.Weights> weights = List.of(new Sample.Weights(-1, 0, 0, 15, new float[1]));
    advance(0, 10);
    expectReport(0, 10);
    advance(10, 15);
    expectReport(10, 15);
    actor.run(new ParticipantProtocol.Finish(weights));
    clock.expectMessage(new ClockProtocol.Finished(PARTICIPANT, List.of()));
    actor.signal(PostStop.instance());
    assertThat(tape).containsExactly(new Epoch(0, 10), new Epoch(10, 15), weights, "closed");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 11})
  void shouldRefuseEpochsThatDoNotFollow(long firstStep) {
    advance(0, 10);
    assertThatThrownBy(() -> advance(firstStep, 20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("epoch [" + firstStep + ", 20) was granted and step 10 is next");
    assertThat(tape).containsExactly(new Epoch(0, 10), "closed");
  }

  @Test
  void shouldFailAndReportNothingWhenTheDiskIsFull() {
    failsFrom = 10;
    advance(0, 10);
    expectReport(0, 10);
    assertThatThrownBy(() -> advance(10, 20)).isSameAs(full);
    assertThat(clock.hasMessages()).isFalse();
    assertThat(tape).containsExactly(new Epoch(0, 10), "closed");
  }
}
