package olivo.record.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.record.format.RecordedContent.Row;
import olivo.record.format.RecordedContent.Spike;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.WeightEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of all format versions stay readable; -Dgolden.update=true rewrites that of the newest. */
class RecordingGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/recording-v1");

  private static final RecordingHeader HEADER =
      new RecordingHeader(
          1,
          "golden",
          "00ff",
          "0.1.0",
          -42,
          0.1,
          20,
          5,
          List.of(
              new PopulationEntry("IO", 8, true),
              new PopulationEntry("PF", 70_000, true),
              new PopulationEntry("BC", 3, false)),
          List.of(new WeightEntry("PF-PKJ", "PF", "PKJ", 3, 10, 0.2, 3.0)),
          List.of(new StateEntry("IO", "V_m", "mV", List.of(0, 1), 10)));

  @TempDir private Path directory;

  @Test
  void shouldReadVersionOne() throws IOException {
    try (Recording recording = Recording.open(GOLDEN)) {
      assertThat(recording.header()).isEqualTo(HEADER);
      assertThat(recording.recordedSteps()).isEqualTo(20);
      assertThat(recording.truncated()).isFalse();
      assertThat(recording.postOffsets(0)).containsExactly(0, 2, 3);
      assertThat(recording.pre(0)).containsExactly(4, 69_999, 1);
      RecordedContent content = RecordedContent.read(recording);
      assertThat(content.spikes(0))
          .containsExactly(new Spike(0, 7), new Spike(2, 0), new Spike(2, 1), new Spike(19, 3));
      assertThat(content.spikes(1)).containsExactly(new Spike(9, 0), new Spike(9, 69_999));
      assertThat(content.spikes(2)).isEmpty();
      assertThat(content.weights(0))
          .containsExactly(new Row(0, List.of(1f, 1f, 1f)), new Row(10, List.of(1.5f, 0.2f, 3f)));
      assertThat(content.states(0))
          .containsExactly(new Row(0, List.of(-60f, -61.5f)), new Row(10, List.of(-59.25f, -61f)));
      assertThat(content.finalWeights(0)).containsExactly(1.25f, 0.25f, 2.75f);
    }
  }

  @Test
  void shouldWriteTheSameBytesWhenTheVersionIsTheSame() throws IOException {
    try (RecordingWriter writer = RecordingWriter.create(directory, HEADER)) {
      writer.connectivity(0, new int[] {0, 2, 3}, new int[] {4, 69_999, 1});
      int[] offsets = {0, 1, 1, 3, 3, 3, 3, 3, 3, 3, 3};
      writer.spikes(0, new SpikeBatch(new Epoch(0, 10), offsets, new int[] {7, 0, 1}));
      offsets = new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2};
      writer.spikes(1, new SpikeBatch(new Epoch(0, 10), offsets, new int[] {0, 69_999}));
      writer.weights(0, 0, new float[] {1, 1, 1});
      writer.states(0, 0, new float[] {-60, -61.5f});
      writer.end(10);
      offsets = new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
      writer.spikes(0, new SpikeBatch(new Epoch(10, 20), offsets, new int[] {3}));
      writer.spikes(1, SpikeBatch.silent(new Epoch(10, 20)));
      writer.weights(0, 10, new float[] {1.5f, 0.2f, 3});
      writer.states(0, 10, new float[] {-59.25f, -61});
      writer.end(20);
      writer.finalWeights(0, 20, new float[] {1.25f, 0.25f, 2.75f});
      writer.end(20);
    }
    Path written = BlockLayout.segment(directory, 0);
    Path golden = BlockLayout.segment(GOLDEN, 0);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.write(golden, Files.readAllBytes(written));
    }
    assertThat(written).hasSameBinaryContentAs(golden);
  }
}
