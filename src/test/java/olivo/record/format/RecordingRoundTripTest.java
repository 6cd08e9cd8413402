package olivo.record.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.WeightEntry;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RecordingRoundTripTest {
  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> shouldReadWhatWasWrittenWhenRunIsRandom() {
    return IntStream.range(0, 60)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> roundTrip(seed)));
  }

  private void roundTrip(int seed) throws IOException {
    Path recordingDir = directory.resolve("run" + seed);
    RandomRecording run = new RandomRecording(seed);
    try (RecordingWriter writer = RecordingWriter.create(recordingDir, run.header())) {
      run.connectivity(writer);
      for (int epoch = 0; epoch < 8; epoch++) {
        run.epoch(writer);
      }
      run.finish(writer);
    }
    try (Recording recording = Recording.open(recordingDir)) {
      assertThat(recording.header()).isEqualTo(run.header());
      assertThat(recording.truncated()).isFalse();
      assertThat(RecordedContent.read(recording)).isEqualTo(run.content());
    }
  }

  @Test
  void shouldReadWhatWasWrittenWhenBlocksAreLongerThanAnyBuffer() throws IOException {
    int synapses = 700_001;
    RecordingHeader header =
        new RecordingHeader(
            1,
            "big",
            "",
            "0.1",
            1,
            0.1,
            3000,
            10,
            List.of(new PopulationEntry("S", 65_536, true), new PopulationEntry("L", 65_537, true)),
            List.of(new WeightEntry("A-B", "A", "B", synapses, 10, 0, 1)),
            List.of());
    Epoch epoch = new Epoch(0, 2001);
    SpikeBatch small = dense(epoch, 65_536, 1000);
    SpikeBatch large = dense(epoch, 65_537, 1001);
    float[] weights = new float[synapses];
    int[] pre = new int[synapses];
    for (int i = 0; i < synapses; i++) {
      weights[i] = i / 3f;
      pre[i] = i * 7;
    }
    try (RecordingWriter writer = RecordingWriter.create(directory, header)) {
      writer.connectivity(0, new int[] {0, 5, synapses}, pre);
      writer.spikes(0, small);
      writer.weights(0, 0, weights);
      writer.spikes(1, large);
      writer.end(2001);
    }
    try (Recording recording = Recording.open(directory)) {
      assertThat(collect(recording, 0, epoch)).isEqualTo(small);
      assertThat(collect(recording, 1, epoch)).isEqualTo(large);
      recording.weights(0, (step, row) -> assertThat(row).isEqualTo(weights));
      assertThat(recording.weightSnapshots(0)).isEqualTo(1);
      assertThat(recording.postOffsets(0)).containsExactly(0, 5, synapses);
      assertThat(recording.pre(0)).isEqualTo(pre);
      assertThat(recording.finalWeights(0)).isEmpty();
    }
  }

  /** A batch with the given number of spikes in every other step, the last cell among them. */
  private static SpikeBatch dense(Epoch epoch, int size, int perStep) {
    int[] offsets = new int[epoch.steps() + 1];
    for (int step = 0; step < epoch.steps(); step++) {
      offsets[step + 1] = offsets[step] + (step % 2 == 0 ? perStep : 0);
    }
    int[] cells = new int[offsets[epoch.steps()]];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = size - perStep + i % perStep;
    }
    return new SpikeBatch(epoch, offsets, cells);
  }

  private static SpikeBatch collect(Recording recording, int population, Epoch epoch)
      throws IOException {
    int[] offsets = new int[epoch.steps() + 1];
    int[] cells = new int[2_000_000];
    int[] count = {0};
    recording.spikes(
        population,
        (step, cell) -> {
          cells[count[0]++] = cell;
          offsets[(int) step + 1]++;
        });
    for (int step = 0; step < epoch.steps(); step++) {
      offsets[step + 1] += offsets[step];
    }
    return new SpikeBatch(epoch, offsets, java.util.Arrays.copyOf(cells, count[0]));
  }

  @Test
  void shouldShowCommittedStepsOnlyWhenRunIsStillGoingOn() throws IOException {
    RandomRecording run = new RandomRecording(5);
    try (RecordingWriter writer = RecordingWriter.create(directory, run.header())) {
      try (Recording recording = Recording.open(directory)) {
        assertThat(recording.recordedSteps()).isZero();
      }
      for (int epoch = 0; epoch < 5; epoch++) {
        run.epoch(writer);
        try (Recording recording = Recording.open(directory)) {
          assertThat(RecordedContent.read(recording)).isEqualTo(run.content());
        }
      }
    }
  }

  @Test
  void shouldIgnoreBlocksWhenNoEndMarkFollows() throws IOException {
    RecordingHeader header = header();
    try (RecordingWriter writer = RecordingWriter.create(directory, header)) {
      writer.states(0, 0, new float[] {1});
      writer.end(1);
      writer.states(0, 1, new float[] {2});
    }
    try (Recording recording = Recording.open(directory)) {
      assertThat(recording.stateSamples(0)).isEqualTo(1);
      assertThat(recording.recordedSteps()).isEqualTo(1);
      assertThat(recording.truncated()).isTrue();
    }
  }

  @Test
  void shouldRefuseToWriteWhenDirectoryHoldsARecording() throws IOException {
    RecordingWriter.create(directory, header()).close();
    assertThatThrownBy(() -> RecordingWriter.create(directory, header()))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("holds a recording already");
  }

  @Test
  void shouldRefuseInputWhenItDoesNotFitTheHeader() throws IOException {
    try (RecordingWriter writer = RecordingWriter.create(directory, header())) {
      Epoch later = new Epoch(5, 10);
      writer.spikes(0, SpikeBatch.silent(later));
      assertThatThrownBy(() -> writer.spikes(0, SpikeBatch.silent(new Epoch(9, 12))))
          .hasMessageContaining("no spikes of PF expected at step 9");
      assertThatThrownBy(() -> writer.spikes(1, SpikeBatch.silent(later)))
          .hasMessageContaining("no spikes of MF expected");
      assertThatThrownBy(() -> writer.end(9)).hasMessageContaining("lie after the end 9");
      assertThatThrownBy(() -> writer.states(0, 1, new float[2])).hasMessageContaining("2 values");
      assertThatThrownBy(() -> writer.weights(0, 1, new float[2]))
          .hasMessageContaining("2 weights");
      assertThatThrownBy(() -> writer.connectivity(0, new int[] {0, 2}, new int[2]))
          .hasMessageContaining("connectivity of A-B");
      writer.end(10);
      assertThatThrownBy(() -> writer.end(9)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldKeepWhatWasCommittedWhenAWrongCellBreaksTheRecording() throws IOException {
    try (RecordingWriter writer = RecordingWriter.create(directory, header())) {
      writer.states(0, 0, new float[] {1});
      writer.end(1);
      SpikeBatch wrong = new SpikeBatch(new Epoch(1, 2), new int[] {0, 1}, new int[] {100});
      assertThatThrownBy(() -> writer.spikes(0, wrong)).hasMessageContaining("cell 100");
      assertThatThrownBy(() -> writer.end(2)).isInstanceOf(IllegalStateException.class);
    }
    try (Recording recording = Recording.open(directory)) {
      assertThat(recording.recordedSteps()).isEqualTo(1);
      assertThat(recording.stateSamples(0)).isEqualTo(1);
    }
  }

  @Test
  void shouldSayWhatIsMissingWhenAskedForIt() throws IOException {
    RecordingWriter.create(directory, header()).close();
    try (Recording recording = Recording.open(directory)) {
      assertThat(recording.population("MF")).isEqualTo(1);
      assertThatThrownBy(() -> recording.population("XY")).hasMessageContaining("XY");
      assertThat(recording.hasConnectivity(0)).isFalse();
      assertThatThrownBy(() -> recording.pre(0))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("no connectivity of A-B");
    }
  }

  private static RecordingHeader header() {
    return new RecordingHeader(
        1,
        "small",
        "",
        "0.1",
        1,
        0.1,
        100,
        10,
        List.of(new PopulationEntry("PF", 100, true), new PopulationEntry("MF", 100, false)),
        List.of(new WeightEntry("A-B", "A", "B", 3, 10, 0, 1)),
        List.of(new StateEntry("PF", "V_m", "mV", List.of(7), 1)));
  }
}
