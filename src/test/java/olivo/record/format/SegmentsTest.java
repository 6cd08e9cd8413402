package olivo.record.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTest {
  private static final int SEGMENT_BYTES = 2000;

  @TempDir private Path directory;
  private final RandomRecording run = RandomRecording.ofEveryKind();

  private void write(int epochs, SegmentOpener opener) throws IOException {
    try (RecordingWriter writer =
        RecordingWriter.create(directory, run.header(), SEGMENT_BYTES, opener)) {
      run.connectivity(writer);
      for (int epoch = 0; epoch < epochs; epoch++) {
        run.epoch(writer);
      }
      run.finish(writer);
    }
  }

  private static SeekableByteChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private Path segment(int number) {
    return BlockLayout.segment(directory, number);
  }

  @Test
  void shouldReadAllSegmentsWhenTheRecordingHasSeveral() throws IOException {
    write(20, SegmentsTest::open);
    assertThat(segment(3)).exists();
    try (Recording recording = Recording.open(directory)) {
      assertThat(RecordedContent.read(recording)).isEqualTo(run.content());
      assertThat(recording.truncated()).isFalse();
    }
  }

  @Test
  void shouldRefuseWhenASegmentIsMissing() throws IOException {
    write(20, SegmentsTest::open);
    Files.delete(segment(1));
    assertThatThrownBy(() -> Recording.open(directory))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageContaining("segment-00001.olv");
  }

  @Test
  void shouldRefuseWhenSegmentsAreSwapped() throws IOException {
    write(20, SegmentsTest::open);
    Path aside = directory.resolve("aside");
    Files.move(segment(1), aside);
    Files.move(segment(2), segment(1));
    Files.move(aside, segment(2));
    assertThatThrownBy(() -> Recording.open(directory))
        .hasMessageContaining("segment-00001.olv, byte 0: this segment does not belong here");
  }

  @Test
  void shouldRefuseWhenASegmentBeforeTheLastIsTorn() throws IOException {
    write(20, SegmentsTest::open);
    byte[] bytes = Files.readAllBytes(segment(1));
    Files.write(segment(1), Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> Recording.open(directory))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageContaining("segment-00001.olv, byte " + (bytes.length - 32));
  }

  @Test
  void shouldCutTheTailWhenTheLastSegmentHasNotEvenAHeader() throws IOException {
    write(20, SegmentsTest::open);
    int last = 0;
    while (Files.exists(segment(last + 1))) {
      last++;
    }
    byte[] header = Files.readAllBytes(segment(last));
    RecordedContent expected = run.content();
    for (int length : new int[] {0, 1, 23, 24, 60}) {
      Files.write(segment(last + 1), Arrays.copyOf(header, length));
      try (Recording recording = Recording.open(directory)) {
        assertThat(RecordedContent.read(recording)).isEqualTo(expected);
        assertThat(recording.truncated()).isTrue();
      }
    }
  }

  @Test
  void shouldNameFileAndKeepCommittedEpochsWhenTheDiskIsFull() throws IOException {
    for (long capacity = 3000; capacity < 9000; capacity += 111) {
      Path target = directory.resolve("full" + capacity);
      RandomRecording filled = RandomRecording.ofEveryKind();
      FullDisk disk = new FullDisk(capacity);
      RecordedContent[] committed = {null};
      try (RecordingWriter writer =
          RecordingWriter.create(target, filled.header(), SEGMENT_BYTES, disk)) {
        filled.connectivity(writer);
        assertThatThrownBy(
                () -> {
                  while (true) {
                    filled.epoch(writer);
                    committed[0] = filled.content();
                  }
                })
            .isInstanceOf(IOException.class)
            .hasMessageContaining("cannot write the recording")
            .hasMessageContaining(".olv after byte ")
            .hasMessageContaining("No space left on device");
        assertThatThrownBy(() -> writer.end(1_000_000)).isInstanceOf(IllegalStateException.class);
      }
      try (Recording recording = Recording.open(target)) {
        assertThat(recording.recordedSteps()).isPositive();
        // The epoch that failed may have been committed in full before the next segment failed.
        RecordedContent read = RecordedContent.read(recording);
        assertThat(read).isIn(committed[0], filled.content());
      }
    }
  }
}
