package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import olivo.record.SpikeDigest;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader.PopulationEntry;

/** What must hold for a run of the default circuit that did not come to its end. */
final class PartialRun {
  private PartialRun() {}

  /**
   * Compares with a run of the recorded length.
   *
   * @param whole where that run goes
   */
  static void assertIsTheBeginning(Recording recording, Path whole) throws IOException {
    long steps = recording.recordedSteps();
    Invocation again =
        Invocation.of(
            "run",
            "--duration",
            steps / 10.0 + " ms",
            "--quiet",
            "--no-plots",
            "--overwrite",
            "--out",
            whole);
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(Invocation.runJson(whole).get("steps").getAsLong()).isEqualTo(steps);

    List<PopulationEntry> populations = recording.header().populations();
    SpikeDigest digest = new SpikeDigest(populations.stream().map(PopulationEntry::name).toList());
    for (int i = 0; i < populations.size(); i++) {
      int population = i;
      recording.spikes(population, (step, cell) -> digest.add(population, step, cell));
    }
    assertThat(digest.hex()).isEqualTo(Invocation.digests(whole).get("spikes").getAsString());
  }

  static void assertReadableByCommands(Path run) {
    Invocation export = Invocation.of("export", run);
    assertThat(export.status()).as(export.err()).isZero();
    assertThat(run.resolve("output.npz")).isNotEmptyFile();
    Invocation analyze = Invocation.of("analyze", run);
    assertThat(analyze.status()).as(analyze.err()).isZero();
    assertThat(run.resolve("plots/io_raster.png")).isNotEmptyFile();
  }
}
