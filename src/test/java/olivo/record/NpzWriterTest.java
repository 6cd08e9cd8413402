package olivo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzWriterTest {
  /** One row of floats more than 4 GiB hold. */
  private static final int COLUMNS = 1 << 20;

  private static final int ROWS = 1025;
  private static final long BYTES = 128 + (long) ROWS * COLUMNS * Float.BYTES;

  @TempDir private Path directory;

  @Test
  void shouldRefuseToFinishWhenElementsAreMissing() throws IOException {
    try (NpzWriter npz = new NpzWriter(directory.resolve("short.npz"))) {
      npz.begin("a", "<i4", Integer.BYTES, 3);
      npz.ints(new int[] {1, 2}, 2);
      assertThatThrownBy(npz::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("array a lacks 4 bytes");
    }
  }

  @Test
  @Tag("slow")
  void shouldBeReadableWhenAnEntryPassesFourGibibytes() throws IOException, InterruptedException {
    Path file = directory.resolve("large.npz");
    float[] row = new float[COLUMNS];
    try (NpzWriter npz = new NpzWriter(file)) {
      npz.begin("large", "<f4", Float.BYTES, ROWS, COLUMNS);
      for (int i = 0; i < ROWS; i++) {
        row[COLUMNS - 1] = i;
        npz.floats(row);
      }
      npz.finish();
      npz.begin("after", "<i4", Integer.BYTES, 2);
      npz.ints(new int[] {7, -8}, 2);
      npz.finish();
      npz.end();
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.getEntry("large.npy").getSize()).isGreaterThan(1L << 32).isEqualTo(BYTES);
      assertThat(count(zip.getInputStream(zip.getEntry("large.npy")))).isEqualTo(BYTES);
      byte[] after = zip.getInputStream(zip.getEntry("after.npy")).readAllBytes();
      assertThat(NpyArray.parse(after).values()).containsExactly(7.0, -8.0);
    }
    try (org.apache.commons.compress.archivers.zip.ZipFile zip =
        org.apache.commons.compress.archivers.zip.ZipFile.builder().setPath(file).get()) {
      ZipArchiveEntry large = zip.getEntry("large.npy");
      assertThat(large.getSize()).isEqualTo(BYTES);
      assertThat(count(zip.getInputStream(large))).isEqualTo(BYTES);
    }
    // NumPy checks the checksum of what it has read to the end.
    String printed =
        Numpy.run(
            """
            import sys, numpy as np
            z = np.load(sys.argv[1])
            large = z['large']
            print(large.shape, large[:, -1].astype(int).tolist() == list(range(1025)))
            print(int(np.count_nonzero(large)), z['after'].tolist())
            """,
            file);
    assertThat(printed.lines()).containsExactly("(1025, 1048576) True", "1024 [7, -8]");
  }

  private static long count(InputStream in) throws IOException {
    try (in) {
      return in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
