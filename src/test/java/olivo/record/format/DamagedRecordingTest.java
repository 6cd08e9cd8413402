package olivo.record.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedRecordingTest {
  private static final int END_BLOCK_BYTES = 32;

  @TempDir private Path directory;
  private Path file;
  private byte[] whole;
  private int headerBytes;
  private final RandomRecording run = RandomRecording.ofEveryKind();

  /** What a reader may expect when the file ends at a length or after it. */
  private final TreeMap<Integer, RecordedContent> committed = new TreeMap<>();

  @BeforeEach
  void write() throws IOException {
    Path written = directory.resolve("written");
    file = BlockLayout.segment(directory, 0);
    Path original = BlockLayout.segment(written, 0);
    try (RecordingWriter writer = RecordingWriter.create(written, run.header())) {
      headerBytes = (int) Files.size(original);
      committed.put(headerBytes, run.content());
      run.connectivity(writer);
      for (int epoch = 0; epoch < 3; epoch++) {
        run.epoch(writer);
        committed.put((int) Files.size(original), run.content());
      }
      run.finish(writer);
      committed.put((int) Files.size(original), run.content());
    }
    whole = Files.readAllBytes(original);
    assertThat(run.content().spikes(0)).isNotEmpty();
    assertThat(run.content().spikes(1)).isNotEmpty();
  }

  @Test
  void shouldLoseNothingBeforeTheLastEndMarkWhenTornAtAnyByte() throws IOException {
    for (int length = 0; length <= whole.length; length++) {
      replace(Arrays.copyOf(whole, length));
      if (length < headerBytes) {
        assertThatThrownBy(() -> Recording.open(directory))
            .isInstanceOf(RecordingFormatException.class)
            .hasMessageContaining("segment-00000.olv, byte 0");
        continue;
      }
      Map.Entry<Integer, RecordedContent> last = committed.floorEntry(length);
      try (Recording recording = Recording.open(directory)) {
        assertThat(RecordedContent.read(recording))
            .as("length %d", length)
            .isEqualTo(last.getValue());
        assertThat(recording.truncated()).as("length %d", length).isEqualTo(length > last.getKey());
      }
    }
  }

  @Test
  void shouldNoticeWhenAnyBitIsFlipped() throws IOException {
    for (int at = 0; at < whole.length; at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << at % Byte.SIZE);
      replace(bytes);
      Throwable thrown = catchThrowable(this::readAll);
      if (at < whole.length - END_BLOCK_BYTES) {
        assertThat(thrown)
            .as("byte %d", at)
            .isInstanceOf(RecordingFormatException.class)
            .hasMessageContaining("segment-00000.olv, byte ");
      } else {
        // Without its mark the last commit is a torn tail; the one before must stand.
        assertThat(thrown).as("byte %d", at).isNull();
        assertThat(readAll()).isEqualTo(committed.lowerEntry(whole.length).getValue());
      }
    }
  }

  @Test
  void shouldNoticeWhenBytesAreCutOutOrPutIn() throws IOException {
    for (int at = 0; at < whole.length - END_BLOCK_BYTES; at++) {
      byte[] cut = new byte[whole.length - 1];
      System.arraycopy(whole, 0, cut, 0, at);
      System.arraycopy(whole, at + 1, cut, at, cut.length - at);
      replace(cut);
      assertThatThrownBy(this::readAll).isInstanceOf(RecordingFormatException.class);
      byte[] longer = new byte[whole.length + 1];
      System.arraycopy(whole, 0, longer, 0, at);
      System.arraycopy(whole, at, longer, at + 1, whole.length - at);
      replace(longer);
      assertThatThrownBy(this::readAll).isInstanceOf(RecordingFormatException.class);
    }
  }

  @Test
  void shouldNameTheDamagedBlockWhenAPayloadIsDamaged() throws IOException {
    byte[] bytes = whole.clone();
    bytes[headerBytes + BlockLayout.PREAMBLE_BYTES + 1] ^= 1;
    replace(bytes);
    assertThatThrownBy(this::readAll)
        .hasMessageContaining(file + ", byte " + headerBytes + ": damaged block of CONNECTIVITY");
  }

  @Test
  void shouldRefuseWhenThereIsNoRecording() {
    assertThatThrownBy(() -> Recording.open(directory.resolve("nothing")))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageContaining("no recording");
  }

  @Test
  void shouldRefuseWhenTheFormatVersionIsAnother() throws IOException {
    RecordingHeader header = run.header();
    String json = header.toJson().replace("\"formatVersion\":1", "\"formatVersion\":3");
    assertThatThrownBy(() -> RecordingHeader.fromJson(json, "x"))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage("x is of format version 3, this build reads 1 and 2");
    assertThat(RecordingHeader.fromJson(header.toJson(), "x")).isEqualTo(header);
  }

  @Test
  void shouldRefuseWhenTheHeaderIsNotOne() {
    for (String json : new String[] {"", "7", "{}", "{\"formatVersion\":1}", "{\"format"}) {
      assertThatThrownBy(() -> RecordingHeader.fromJson(json, "x"))
          .isInstanceOf(RecordingFormatException.class);
    }
  }

  /** Anew, since truncating a file in place makes some file systems wait for the disk. */
  private void replace(byte[] bytes) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, bytes);
  }

  private RecordedContent readAll() throws IOException {
    try (Recording recording = Recording.open(directory)) {
      return RecordedContent.read(recording);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
