package olivo.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import org.junit.jupiter.api.Test;

class DigestTest {
  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void shouldHashSpikesAsDocumentedWhenThereAreMoreThanOneBufferHolds()
      throws NoSuchAlgorithmException {
    int steps = 3000;
    long firstStep = 1L << 33;
    int[] offsets = new int[steps + 1];
    int[] cells = new int[5 * steps];
    ByteBuffer first = ByteBuffer.allocate(12 * cells.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < 5; i++) {
        cells[5 * step + i] = 10 * i + random.nextInt(10);
        first.putLong(firstStep + step).putInt(cells[5 * step + i]);
      }
      offsets[step + 1] = 5 * (step + 1);
    }
    byte[] second =
        ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(7).putInt(9).array();
    MessageDigest run = MessageDigest.getInstance("SHA-256");
    run.update("PF\0".getBytes(StandardCharsets.UTF_8));
    run.update(MessageDigest.getInstance("SHA-256").digest(first.array()));
    run.update("\u03B2\0".getBytes(StandardCharsets.UTF_8));
    run.update(MessageDigest.getInstance("SHA-256").digest(second));

    SpikeDigest digest = new SpikeDigest(List.of("PF", "\u03B2"));
    digest.add(1, 7, 9);
    digest.add(0, new SpikeBatch(new Epoch(firstStep, firstStep + steps), offsets, cells));
    assertThat(digest.hex()).isEqualTo(HexFormat.of().formatHex(run.digest()));
  }

  @Test
  void shouldNotDependOnEpochsWhenSpikesAreTheSame() {
    SpikeDigest whole = new SpikeDigest(List.of("A"));
    whole.add(0, new SpikeBatch(new Epoch(0, 3), new int[] {0, 1, 1, 3}, new int[] {5, 2, 3}));
    SpikeDigest parts = new SpikeDigest(List.of("A"));
    parts.add(0, new SpikeBatch(new Epoch(0, 1), new int[] {0, 1}, new int[] {5}));
    parts.add(0, SpikeBatch.silent(new Epoch(1, 2)));
    parts.add(0, 2, 2);
    parts.add(0, new SpikeBatch(new Epoch(2, 3), new int[] {0, 1}, new int[] {3}));
    assertThat(parts.hex()).isEqualTo(whole.hex());
    SpikeDigest other = new SpikeDigest(List.of("A"));
    other.add(0, new SpikeBatch(new Epoch(0, 3), new int[] {0, 1, 2, 3}, new int[] {5, 2, 3}));
    assertThat(other.hex()).isNotEqualTo(whole.hex());
  }

  @Test
  void shouldGiveTheKnownDigestWhenInputIsKnown() {
    SpikeDigest spikes = new SpikeDigest(List.of("IO", "PF"));
    spikes.add(0, 1, 2);
    spikes.add(0, 3, 4);
    assertThat(spikes.hex())
        .isEqualTo("ea15f36ad1e5b862adc68f6dd93a0c25ebe4fe9067c35a11a9105d9c662778a2");
    WeightDigest weights = new WeightDigest();
    weights.add("PF-PKJ", new float[] {1, 0.5f});
    weights.add("B", new float[] {-2});
    assertThat(weights.hex())
        .isEqualTo("3d4206d28ea0fd0b0a6db2fb6a054704e66c472c9f0ec8cbb4b0a9f46291b80f");
  }

  @Test
  void shouldHashWeightsAsDocumentedWhenThereAreMoreThanOneBufferHolds()
      throws NoSuchAlgorithmException {
    float[] weights = new float[40_000];
    ByteBuffer bytes = ByteBuffer.allocate(4 * weights.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble();
      bytes.putFloat(weights[i]);
    }
    MessageDigest expected = MessageDigest.getInstance("SHA-256");
    expected.update("A-B\0".getBytes(StandardCharsets.UTF_8));
    expected.update(bytes.array());
    WeightDigest digest = new WeightDigest();
    digest.add("A-B", weights);
    assertThat(digest.hex()).isEqualTo(HexFormat.of().formatHex(expected.digest()));
  }
}
