package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olivo.campaign.Grid;
import olivo.campaign.PlannedRun;
import olivo.campaign.RunPlanner;
import olivo.campaign.RunResult;
import olivo.config.TopologyReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is printed of runs of a few cells. */
@Timeout(300)
class SmallRunTest {
  @TempDir private Path directory;
  private Path topology;

  @BeforeEach
  void write() throws IOException {
    topology = Files.writeString(directory.resolve("tiny.conf"), SweepCommandTest.TINY);
  }

  private String run(String from) {
    Object[] command = {
      "run",
      topology,
      "--no-plots",
      "--overwrite",
      "--out",
      directory.resolve("out"),
      "--set",
      "record.spikes.OUT.from=" + from
    };
    Invocation run = Invocation.of(command);
    assertThat(run.status()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void shouldSayOnlyOfUnusualPartsWhatIsRecorded() {
    assertThat(run("300 ms")).doesNotContain("cells are recorded");
    assertThat(run("400 ms"))
        .contains("OUT: 8 of 8 cells are recorded, rates are from 0.4 to 0.6 s.");
  }

  @Test
  void shouldTellSizesThatAreNotZero() {
    assertThat(run("0 ms"))
        .containsPattern("output.npz \\([0-9.]+ kB\\)")
        .doesNotContainPattern("\\b0 million");
  }

  @Test
  void shouldTellOneFromMany() throws IOException {
    Path one =
        Files.writeString(
            directory.resolve("one.conf"),
            "name = one, dt = 1 ms, duration = 1 ms, populations.IN"
                + " { size = 1, model { type = bernoulli-source, rate = 5 Hz } }");
    assertThat(Invocation.of("check", one).out())
        .startsWith("one can be simulated: 1 population, 1 cell, 0 projections, 1 step of 1.0 ms");
  }

  @Test
  void shouldNotCountAnInterruptedRunAsDone() {
    RunPlanner planner = new RunPlanner();
    for (int seed = 1; seed <= 2; seed++) {
      planner.add(
          Grid.points(List.of()).get(0),
          TopologyReader.readString(SweepCommandTest.TINY, "t", List.of("seed=" + seed)));
    }
    List<PlannedRun> runs = planner.runs();
    RunResult whole = result(runs.get(0), RunResult.Status.COMPLETED);
    RunResult cut = result(runs.get(1), RunResult.Status.INTERRUPTED);
    StringWriter err = new StringWriter();
    try (CampaignDisplay display =
        CampaignDisplay.create(new PrintWriter(err, true), 2, "OUT", false)) {
      display.progressed(List.of(whole, cut), Optional.of(cut));
    }
    assertThat(err.toString().strip())
        .isEqualTo("1 of 2 runs done: " + cut.run().name() + " interrupted");
  }

  private static RunResult result(PlannedRun run, RunResult.Status status) {
    return new RunResult(run, status, "", Map.of());
  }
}
