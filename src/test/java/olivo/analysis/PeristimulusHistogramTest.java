package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import olivo.model.CellModel;
import olivo.model.CellRange;
import olivo.model.CellSubset;
import olivo.model.Population;
import olivo.model.Protocol;
import olivo.model.Protocol.Event;
import olivo.model.Protocol.Slot;
import olivo.model.Protocol.TrialType;
import olivo.model.Stimulus;
import olivo.model.Topology;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader.StepWindow;
import olivo.testing.Circuits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeristimulusHistogramTest {
  private static final TrialType PAIRED =
      new TrialType("paired", 300, List.of(new Event("CS", 100, 50, 1)));
  private static final TrialType PLAIN = new TrialType("plain", 200, List.of());

  @TempDir private Path directory;

  /** Trials from 100 ms on: two blocks A of two paired and a plain one, then a plain one alone. */
  private static Topology topology() {
    List<Slot> slots = new ArrayList<>();
    for (int block = 1; block <= 2; block++) {
      slots.add(new Slot("paired", "A/inner", block));
      slots.add(new Slot("paired", "A/inner", block));
      slots.add(new Slot("plain", "A", block));
    }
    slots.add(new Slot("plain", "", 3));
    Stimulus cs = new Stimulus.Rate("CS", "S", CellSubset.ALL, 60);
    return Circuits.topology(
            "trials",
            2000,
            1,
            List.of(new Population("S", 10, new CellModel.BernoulliSource(30, 0))),
            List.of())
        .withProtocol(new Protocol(100, List.of(cs), List.of(PAIRED, PLAIN), slots));
  }

  @Test
  void shouldPutTrialsOfOneKindAndBlockTogether() {
    TrialGroups groups = TrialGroups.of(topology());
    assertThat(groups.groupOf()).containsExactly(0, 0, 1, 2, 2, 3, 4);
    assertThat(groups.groups())
        .extracting(TrialGroups.Group::label)
        .containsExactly("A 1", "A 1", "A 2", "A 2", "trials 1");
    assertThat(groups.types()).containsExactly(PAIRED, PLAIN);
    assertThat(groups.firstAndLast(PLAIN)).hasSize(3);
    assertThat(groups.shownFromMs(PAIRED)).isEqualTo(50);
    assertThat(groups.shownToMs(PAIRED)).isEqualTo(200);
    assertThat(groups.shownToMs(PLAIN)).isEqualTo(200);
    // 150 ms in 60 bins are 2.5 ms, the next round time is 5 ms.
    assertThat(groups.binSteps(PAIRED)).isEqualTo(50);
    assertThat(groups.bins(PAIRED)).isEqualTo(60);
  }

  /** In every trial cell 3 fires 101 ms after its start, in the second of a block cell 4, too. */
  private Recording recording(List<CellRange> cells, StepWindow window) throws IOException {
    List<long[]> spikes = new ArrayList<>();
    spikes.add(new long[] {500, 3});
    int number = 0;
    for (Protocol.Trial trial : topology().trials()) {
      spikes.add(new long[] {trial.fromStep() + 1010, 3});
      if (++number % 3 == 2) {
        spikes.add(new long[] {trial.fromStep() + 1010, 4});
      }
    }
    spikes.removeIf(s -> window != null && (s[0] < window.fromStep() || s[0] >= window.endStep()));
    return new SyntheticRun(20_000)
        .part("S", 10, cells, window, spikes.toArray(long[][]::new))
        .write(directory.resolve("run"));
  }

  @Test
  void shouldCountSpikesByTheTimeSinceTheTrialBegan() throws IOException {
    try (Recording recording = recording(null, null)) {
      List<PeristimulusHistogram> all =
          PeristimulusHistogram.of(recording, 0, TrialGroups.of(topology()));
      assertThat(all).hasSize(5);
      for (PeristimulusHistogram histogram : all) {
        for (int bin = 0; bin < histogram.bins(); bin++) {
          boolean hit = histogram.startMs(bin) <= 101 && histogram.endMs(bin) > 101;
          double width = histogram.endMs(bin) - histogram.startMs(bin);
          boolean paired = histogram.group().type().equals(PAIRED);
          double spikes = hit ? (paired ? 1.5 : 1) : 0;
          assertThat(histogram.rateHz(bin)).isCloseTo(spikes / 10 / (width * 1e-3), within(1e-9));
        }
      }
    }
  }

  @Test
  void shouldTakeTrialsThatAreRecordedFromEndToEndOnly() throws IOException {
    // The first trial lasts from 100 to 400 ms, the last of the second block until 1700 ms.
    List<CellRange> cells = List.of(new CellRange(3, 5));
    try (Recording recording = recording(cells, new StepWindow(1001, 17_000))) {
      List<PeristimulusHistogram> all =
          PeristimulusHistogram.of(recording, 0, TrialGroups.of(topology()));
      assertThat(all).extracting(PeristimulusHistogram::trials).containsExactly(1, 1, 2, 1, 0);
      assertThat(all.get(0).cells()).isEqualTo(2);
      // Bins of 5 ms; in the trial that is left of the first block both cells fire.
      assertThat(all.get(0).rateHz(20)).isCloseTo(1 / 5e-3, within(1e-9));
      assertThat(all.get(4).rateHz(0)).isNaN();
    }
  }

  @Test
  void shouldWriteATableAndAPlotForEachKindOfTrial() throws IOException {
    Path table = directory.resolve("psth.csv");
    try (Recording recording = recording(null, null)) {
      List<Path> files = TrialPlots.write(recording, topology(), directory.resolve("plots"), table);
      assertThat(files)
          .containsExactly(
              table,
              directory.resolve("plots/psth_paired.png"),
              directory.resolve("plots/psth_plain.png"));
      assertThat(ImageIO.read(files.get(1).toFile()).getWidth()).isEqualTo(1600);
      List<String> lines = Files.readAllLines(table);
      assertThat(lines).contains("paired,A,1,1,2,S,10,100,105,30.0000");
      int plainBins = TrialGroups.of(topology()).bins(PLAIN);
      assertThat(lines).hasSize(1 + 2 * 60 + 3 * plainBins);
    }
  }

  @Test
  void shouldWriteNothingWithoutTrials() throws IOException {
    Topology plain = topology().withProtocol(Protocol.NONE);
    try (Recording recording = recording(null, null)) {
      assertThat(TrialPlots.write(recording, plain, directory, directory.resolve("t.csv")))
          .isEmpty();
    }
    assertThat(directory.resolve("t.csv")).doesNotExist();
    assertThat(Optional.of(plain.trials())).contains(List.of());
  }
}
