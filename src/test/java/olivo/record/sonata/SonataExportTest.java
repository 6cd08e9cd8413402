package olivo.record.sonata;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SonataExportTest {
  private static final RecordingHeader HEADER =
      new RecordingHeader(
          1,
          "test",
          "",
          "0.1",
          1,
          0.1,
          100,
          10,
          List.of(
              new PopulationEntry("IO", 10, true),
              new PopulationEntry("PF", 70_000, true),
              new PopulationEntry("MF", 3, true),
              new PopulationEntry("BC", 3, false)),
          List.of(),
          List.of(
              new StateEntry("IO", "V_m", "mV", List.of(4, 9), 5),
              new StateEntry("IO", "G_DCN-IO", "nS", List.of(0), 200)));

  @TempDir private Path directory;

  private List<Path> export() throws IOException {
    Path recording = directory.resolve("recording");
    try (RecordingWriter writer = RecordingWriter.create(recording, HEADER)) {
      writer.spikes(
          0, new SpikeBatch(new Epoch(0, 3), new int[] {0, 0, 2, 3}, new int[] {2, 7, 1}));
      writer.spikes(1, new SpikeBatch(new Epoch(0, 1), new int[] {0, 1}, new int[] {69_999}));
      writer.end(3);
      for (long step = 5; step < 20; step += 5) {
        writer.states(0, step, new float[] {-60 - step, -50.5f});
      }
      writer.spikes(0, new SpikeBatch(new Epoch(3, 20), starts(17, 1), new int[] {0}));
      writer.end(20);
    }
    try (Recording read = Recording.open(recording)) {
      return SonataExport.write(read, directory.resolve("sonata"));
    }
  }

  /** All spikes in the last step. */
  private static int[] starts(int steps, int spikes) {
    int[] starts = new int[steps + 1];
    starts[steps] = spikes;
    return starts;
  }

  @Test
  void shouldHoldAllSpikesByTimeAndCell() throws IOException {
    List<Path> files = export();
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("spikes.h5", "IO_V_m.h5");
    try (Stream<Path> there = Files.list(directory.resolve("sonata"))) {
      assertThat(there).containsExactlyInAnyOrderElementsOf(files);
    }
    try (HdfFile hdf = new HdfFile(files.get(0))) {
      assertThat(hdf.getAttribute("magic").getData()).isEqualTo(0x0A7A);
      assertThat((int[]) hdf.getAttribute("version").getData()).containsExactly(0, 1);
      assertThat(((Group) hdf.getByPath("spikes")).getChildren().keySet())
          .containsExactlyInAnyOrder("IO", "PF");
      assertThat((double[]) hdf.getDatasetByPath("/spikes/IO/timestamps").getData())
          .containsExactly(0.1, 0.1, 0.2, 1.9);
      assertThat((long[]) hdf.getDatasetByPath("/spikes/IO/node_ids").getData())
          .containsExactly(2, 7, 1, 0);
      assertThat(hdf.getDatasetByPath("/spikes/IO/timestamps").getAttribute("units").getData())
          .isEqualTo("ms");
      assertThat((long[]) hdf.getDatasetByPath("/spikes/PF/node_ids").getData())
          .containsExactly(69_999);
    }
  }

  @Test
  void shouldHoldSamplesAsAReport() throws IOException {
    try (HdfFile hdf = new HdfFile(export().get(1))) {
      String report = "/report/IO/";
      assertThat((float[][]) hdf.getDatasetByPath(report + "data").getData())
          .isDeepEqualTo(new float[][] {{-65, -50.5f}, {-70, -50.5f}, {-75, -50.5f}});
      assertThat(hdf.getDatasetByPath(report + "data").getAttribute("units").getData())
          .isEqualTo("mV");
      assertThat((long[]) hdf.getDatasetByPath(report + "mapping/node_ids").getData())
          .containsExactly(4, 9);
      for (String pointers : List.of("index_pointers", "index_pointer")) {
        assertThat((long[]) hdf.getDatasetByPath(report + "mapping/" + pointers).getData())
            .containsExactly(0, 1, 2);
      }
      assertThat((int[]) hdf.getDatasetByPath(report + "mapping/element_ids").getData())
          .containsExactly(0, 0);
      assertThat((double[]) hdf.getDatasetByPath(report + "mapping/time").getData())
          .containsExactly(0.6, 2.1, 0.5);
    }
  }
}
