package olivo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import olivo.model.CellModel;
import olivo.model.CellRange;
import olivo.model.CellSubset;
import olivo.model.ConnectionRule;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Recording;
import olivo.model.Recording.SpikeProbe;
import olivo.model.Recording.StateProbe;
import olivo.model.Recording.WeightProbe;
import olivo.model.SampleSteps;
import olivo.model.Synapse;
import olivo.model.TimeStep;
import olivo.model.TimeWindow;
import olivo.model.Topology;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.StepWindow;
import olivo.record.format.RecordingHeader.WeightEntry;
import org.junit.jupiter.api.Test;

class RunHeaderTest {
  private static Projection projection(String name, boolean plastic) {
    return new Projection(
        name,
        "PF",
        "PKJ",
        new ConnectionRule.AllToAll(),
        0.1,
        1,
        new Synapse.ExpConductance(5, 0),
        plastic
            ? Optional.of(new Plasticity.TeacherGated("CF", 100, 0.1, 0.2, 1, 0.2, 3))
            : Optional.empty());
  }

  private static Topology topology(List<WeightProbe> weights) {
    return new Topology(
        "mini",
        new TimeStep(0.1),
        50,
        9,
        List.of(
            new Population("PF", 5, new CellModel.BernoulliSource(30, 5)),
            new Population("PKJ", 2, new CellModel.BernoulliSource(30, 5))),
        List.of(projection("A", false), projection("B", true), projection("C", true)),
        List.of(),
        Recording.ofAllSpikes(
            List.of("PKJ"),
            1,
            weights,
            List.of(
                new StateProbe("PKJ", "", List.of(0, 1), 1),
                new StateProbe("PKJ", "B", List.of(1), 0.1))),
        List.of());
  }

  @Test
  void shouldHoldAnEntryForEachPopulationPlasticProjectionAndProbe() {
    RecordingHeader header =
        RunHeader.of(
            topology(List.of(new WeightProbe("C", 10))), "ab", "0.1", p -> p.name().length() + 9);
    assertThat(header)
        .isEqualTo(
            new RecordingHeader(
                RecordingHeader.FORMAT_VERSION,
                "mini",
                "ab",
                "0.1",
                9,
                0.1,
                500,
                10,
                List.of(new PopulationEntry("PF", 5, false), new PopulationEntry("PKJ", 2, true)),
                List.of(
                    new WeightEntry("B", "PF", "PKJ", 10, 0, 0.2, 3),
                    new WeightEntry("C", "PF", "PKJ", 10, 100, 0.2, 3)),
                List.of(
                    new StateEntry("PKJ", "V_m", "mV", List.of(0, 1), 10),
                    new StateEntry("PKJ", "G_B", "nS", List.of(1), 1))));
  }

  @Test
  void shouldRefuseWhenAProjectionIsProbedTwice() {
    Topology twice = topology(List.of(new WeightProbe("C", 10), new WeightProbe("C", 20)));
    assertThatThrownBy(() -> RunHeader.of(twice, "", "", p -> 1))
        .hasMessageContaining("weights of C are probed more than once");
  }

  @Test
  void shouldSayWhatIsRecordedInPart() {
    Topology topology = topology(List.of(new WeightProbe("C", 10, new TimeWindow(1, 2))));
    Recording recording =
        new Recording(
            List.of(
                new SpikeProbe("PF", CellSubset.of(List.of(0, 1, 4)), new TimeWindow(0.5, 1e9)),
                new SpikeProbe(
                    "PKJ", CellSubset.between(0, Optional.of(1)), new TimeWindow(0, 50))),
            1,
            topology.recording().weights(),
            List.of());
    RecordingHeader header =
        RunHeader.of(
            new Topology(
                topology.name(),
                topology.step(),
                topology.durationMs(),
                topology.seed(),
                topology.populations(),
                topology.projections(),
                topology.gapJunctions(),
                recording,
                List.of()),
            "ab",
            "0.1",
            p -> 3);
    assertThat(header.formatVersion()).isEqualTo(RecordingHeader.PARTIAL_FORMAT_VERSION);
    assertThat(header.populations())
        .containsExactly(
            new PopulationEntry(
                "PF",
                5,
                true,
                List.of(new CellRange(0, 2), new CellRange(4, 5)),
                new StepWindow(5, 500)),
            new PopulationEntry("PKJ", 2, true));
    assertThat(header.weights().get(1).window()).isEqualTo(new StepWindow(10, 20));
    assertThat(header.weights().get(1).snapshots().firstFrom(0)).isEqualTo(SampleSteps.NONE);
  }
}
