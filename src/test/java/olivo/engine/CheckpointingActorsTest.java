package olivo.engine;

import static olivo.engine.SimulationGuardianTest.assertClosedOnce;
import static olivo.engine.SimulationGuardianTest.assertCompletedIsRecorded;
import static olivo.engine.SimulationGuardianTest.failing;
import static org.assertj.core.api.Assertions.assertThat;

import olivo.engine.exchange.Cast;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.StartingPoint;
import olivo.model.Checkpoint;
import olivo.model.SpikeBatch;
import olivo.model.Topology;
import olivo.testing.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs whose state is saved, or should be. */
class CheckpointingActorsTest {
  private static final int STEPS = 3000;
  private static final Topology TOPOLOGY = Plans.topology(STEPS);
  private static final ExchangePlan PLAN = Plans.circuit(STEPS);

  @Test
  void shouldKeepTheStatesOfAllAtTheSameStep() {
    FakeDevice device = new FakeDevice();
    Tape tape = new Tape(TOPOLOGY);
    Cast cast = Cast.create(PLAN, Plans.PACING, slice -> device);
    Checkpointing checkpointing = new Checkpointing(StartingPoint.ZERO, 701);
    assertThat(Runs.outcomeOf(PLAN, cast, checkpointing, tape, ClockActor.Patience.DEFAULT, 2))
        .isEqualTo(new RunOutcome.Completed());
    assertCompletedIsRecorded(device, tape);
    assertThat(tape.kept.checkpoints())
        .extracting(Checkpoint::step)
        .containsExactly(701L, 1402L, 2103L, 2804L);
    for (Checkpoint checkpoint : tape.kept.checkpoints()) {
      assertThat(checkpoint.populations().keySet())
          .containsExactlyInAnyOrder("PF", "MF", "BC", "PKJ", "DCN", "IO");
      // one array for each of the two, three and one slices
      assertThat((long[]) checkpoint.populations().get("PKJ").arrays().get("completed"))
          .containsExactly(checkpoint.step(), checkpoint.step());
      assertThat((long[]) checkpoint.populations().get("IO").arrays().get("completed"))
          .containsOnly(checkpoint.step())
          .hasSize(3);
      SpikeBatch held = checkpoint.spikes().get("PF");
      assertThat(held.epoch().endStep()).isEqualTo(checkpoint.step());
      assertThat(held.epoch().steps()).isEqualTo((int) Math.min(1000, checkpoint.step()));
    }
  }

  @ParameterizedTest
  @CsvSource({"PF, PF", "PKJ[64..127], PKJ[64..127]", "IO[5..9], IO"})
  void shouldNameWhoCannotSaveItsState(String state, String participant) {
    IllegalStateException cause = new IllegalStateException("device lost");
    FakeDevice device = new FakeDevice(failing("saving " + state, 1400, cause));
    Tape tape = new Tape(TOPOLOGY);
    Cast cast = Cast.create(PLAN, Plans.PACING, slice -> device);
    Checkpointing checkpointing = new Checkpointing(StartingPoint.ZERO, 700);
    RunOutcome.Failed failed =
        (RunOutcome.Failed)
            Runs.outcomeOf(PLAN, cast, checkpointing, tape, ClockActor.Patience.DEFAULT, 2);
    assertThat(failed.participant()).isEqualTo(participant);
    assertThat(failed.cause()).isSameAs(cause);
    assertThat(failed.epoch()).isEmpty();
    assertThat(tape.kept.recordedSteps()).isEqualTo(1400);
    assertThat(tape.kept.checkpoints()).extracting(Checkpoint::step).containsExactly(700L);
    assertClosedOnce(device, tape);
  }

  @Test
  void shouldFailWhereNobodyKeepsCheckpoints() {
    FakeDevice device = new FakeDevice();
    Tape tape = new Tape(TOPOLOGY, Long.MAX_VALUE, false, 700);
    Cast cast = Cast.create(PLAN, Plans.PACING, slice -> device);
    Checkpointing checkpointing = new Checkpointing(StartingPoint.ZERO, 700);
    RunOutcome.Failed failed =
        (RunOutcome.Failed)
            Runs.outcomeOf(PLAN, cast, checkpointing, tape, ClockActor.Patience.DEFAULT, 2);
    assertThat(failed.participant()).isEqualTo("recorder");
    assertThat(failed.cause()).isSameAs(tape.full);
    assertThat(tape.kept.recordedSteps()).isEqualTo(700);
    assertClosedOnce(device, tape);
  }
}
