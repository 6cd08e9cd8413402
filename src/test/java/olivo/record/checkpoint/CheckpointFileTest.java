package olivo.record.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.model.StateArrays;
import olivo.record.format.RecordingPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  @TempDir private Path directory;

  private static KeptRun run() {
    StateArrays pkj = new StateArrays();
    float[] v = new float[100_000];
    for (int i = 0; i < v.length; i++) {
      v[i] = Float.intBitsToFloat(i * 31);
    }
    v[0] = -0.0f;
    pkj.put("v_mv", v);
    pkj.put("refractory_steps", new int[] {Integer.MIN_VALUE, 0, 7});
    pkj.put("under_way.PF-PKJ", new int[0]);
    StateArrays weights = new StateArrays();
    weights.put("last_event_step", new long[] {Long.MIN_VALUE / 2, 1L << 40});
    SpikeBatch spikes =
        new SpikeBatch(new Epoch(95, 98), new int[] {0, 2, 2, 3}, new int[] {1, 4, 0});
    Checkpoint checkpoint =
        new Checkpoint(
            98,
            Map.of("PKJ", pkj, "MF", new StateArrays()),
            Map.of("PF-PKJ", weights),
            Map.of("PF", spikes, "IO", SpikeBatch.silent(new Epoch(90, 98))));
    return new KeptRun(
        checkpoint,
        "ab12",
        new RecordingPosition(2, 12345678901L),
        Optional.of(new RecordingPosition(0, 7)));
  }

  @Test
  void shouldReadWhatWasWrittenBitForBit() throws IOException {
    Path file = directory.resolve("deep/state.h5");
    CheckpointFile.write(file, run());
    CheckpointFile.write(file, run());
    KeptRun read = CheckpointFile.read(file);
    KeptRun written = run();
    assertThat(read.topologySha256()).isEqualTo("ab12");
    assertThat(read.recording()).isEqualTo(written.recording());
    assertThat(read.unrecorded()).isEqualTo(written.unrecorded());
    assertThat(read.checkpoint().step()).isEqualTo(98);
    assertThat(read.checkpoint().spikes()).isEqualTo(written.checkpoint().spikes());
    Map<String, StateArrays> populations = read.checkpoint().populations();
    assertThat(populations).containsOnlyKeys("PKJ", "MF");
    assertThat(populations.get("MF").arrays()).isEmpty();
    StateArrays.Reader reader = populations.get("PKJ").reader();
    float[] v = reader.floats("v_mv", 100_000);
    float[] expected = (float[]) written.checkpoint().populations().get("PKJ").arrays().get("v_mv");
    for (int i = 0; i < v.length; i++) {
      assertThat(Float.floatToRawIntBits(v[i])).isEqualTo(Float.floatToRawIntBits(expected[i]));
    }
    assertThat(reader.ints("refractory_steps", 3)).containsExactly(Integer.MIN_VALUE, 0, 7);
    assertThat(reader.ints("under_way.PF-PKJ", 0)).isEmpty();
    reader.end();
    assertThat(read.checkpoint().projections().get("PF-PKJ").reader().longs("last_event_step", 2))
        .containsExactly(Long.MIN_VALUE / 2, 1L << 40);
    assertThat(Files.list(file.getParent())).containsExactly(file);
  }

  @Test
  void shouldRefuseAFileThatIsDamagedAnywhere() throws IOException {
    Path file = directory.resolve("state.h5");
    CheckpointFile.write(file, run());
    byte[] whole = Files.readAllBytes(file);
    byte[] changed = whole.clone();
    // somewhere within the potentials
    changed[whole.length / 2] ^= 4;
    Files.write(file, changed);
    assertThatThrownBy(() -> CheckpointFile.read(file))
        .isInstanceOf(CheckpointFormatException.class)
        .hasMessage(file + " is damaged: its checksum differs");
    for (int length : new int[] {0, 10, 100, whole.length / 4, whole.length / 2}) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> CheckpointFile.read(file))
          .as("%d bytes", length)
          .isInstanceOf(CheckpointFormatException.class);
    }
    Files.writeString(file, "no checkpoint at all");
    assertThatThrownBy(() -> CheckpointFile.read(file))
        .isInstanceOf(CheckpointFormatException.class)
        .hasMessageStartingWith(file + " is no checkpoint");
    Files.delete(file);
    assertThatThrownBy(() -> CheckpointFile.read(file))
        .isInstanceOf(CheckpointFormatException.class)
        .hasMessage("there is no checkpoint " + file);
  }
}
