package olivo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import olivo.model.CellRange;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.StepWindow;
import olivo.record.format.RecordingHeader.WeightEntry;
import olivo.record.format.RecordingWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzExportTest {
  private static final Map<String, String> DIGESTS = Map.of("spikes", "aa", "weights", "bb");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("output.npz");
  }

  private static RecordingHeader header(int binSteps, long plannedSteps) {
    return new RecordingHeader(
        1,
        "mini",
        "ff",
        "0.1",
        5,
        0.1,
        plannedSteps,
        binSteps,
        List.of(
            new PopulationEntry("IO", 3, true),
            new PopulationEntry("PF", 2, true),
            new PopulationEntry("MF", 2, false)),
        List.of(
            new WeightEntry("A-B", "A", "B", 2, 0, 0, 1),
            new WeightEntry("PF-PKJ", "PF", "PKJ", 3, 10, 0.2, Double.POSITIVE_INFINITY),
            new WeightEntry("PF-BC_2", "PF", "BC", 1, 10, 0.2, 3)),
        List.of(
            new StateEntry("IO", "V_m", "mV", List.of(2), 10),
            new StateEntry("IO", "V_m", "mV", List.of(0, 2, 1), 10),
            new StateEntry("PKJ", "V_m", "mV", List.of(7), 10),
            new StateEntry("PKJ", "G_PF-PKJ", "nS", List.of(7, 8), 20)));
  }

  /** 23 steps: two bins of ten steps, and three steps that fill none. */
  private Recording recording(int binSteps) throws IOException {
    Path log = directory.resolve("recording");
    try (RecordingWriter writer = RecordingWriter.create(log, header(binSteps, 100))) {
      writer.connectivity(1, new int[] {0, 2, 3}, new int[] {5, 9, 4});
      int[] offsets = new int[24];
      Arrays.fill(offsets, 1, 10, 1);
      Arrays.fill(offsets, 10, 19, 3);
      Arrays.fill(offsets, 19, 23, 4);
      offsets[23] = 5;
      writer.spikes(0, new SpikeBatch(new Epoch(0, 23), offsets, new int[] {1, 1, 2, 0, 2}));
      writer.weights(1, 0, new float[] {1, 1, 1});
      writer.weights(2, 0, new float[] {2});
      writer.states(0, 0, new float[] {-60});
      writer.states(1, 0, new float[] {-50, -52, -51});
      writer.states(3, 0, new float[] {0.5f, 0.25f});
      writer.weights(1, 10, new float[] {0.5f, 1.5f, 2.5f});
      writer.states(0, 10, new float[] {-61});
      writer.states(1, 10, new float[] {-40, -42, -41});
      writer.states(2, 10, new float[] {-70});
      writer.end(23);
    }
    return Recording.open(log);
  }

  private void export(int binSteps) throws IOException {
    try (Recording recording = recording(binSteps)) {
      NpzExport.write(recording, DIGESTS, file);
    }
  }

  private static void expect(NpyArray array, String dtype, List<Long> shape, double... values) {
    assertThat(array.dtype()).isEqualTo(dtype);
    assertThat(array.shape()).isEqualTo(shape);
    assertThat(array.headerBytes() % 64).isZero();
    assertThat(array.values())
        .containsExactly(Arrays.stream(values).boxed().toArray(Double[]::new));
  }

  @Test
  void shouldHoldAllArraysWhenAllWasRecorded() throws IOException {
    export(10);
    Map<String, NpyArray> arrays = NpyArray.readAll(file);
    assertThat(arrays)
        .containsOnlyKeys(
            "IO_spikes",
            "IO_spike_steps",
            "IO_spike_ids",
            "PF_spikes",
            "PF_spike_steps",
            "PF_spike_ids",
            "weights",
            "weights_steps",
            "pfpkj_pre",
            "pfpkj_post_offsets",
            "pfbc2_weights",
            "pfbc2_weights_steps",
            "io_voltage_trace",
            "io_voltage_trace_2",
            "io_voltage_trace_3",
            "pkj_voltage_trace",
            "pkj_g_pf-pkj_trace",
            "meta");
    expect(arrays.get("IO_spikes"), "<u2", List.of(2L, 3L), 0, 2, 1, 1, 0, 0);
    expect(arrays.get("IO_spike_steps"), "<i8", List.of(5L), 0, 9, 9, 18, 22);
    expect(arrays.get("IO_spike_ids"), "<i4", List.of(5L), 1, 1, 2, 0, 2);
    expect(arrays.get("PF_spikes"), "<u2", List.of(2L, 2L), 0, 0, 0, 0);
    expect(arrays.get("PF_spike_steps"), "<i8", List.of(0L));
    expect(arrays.get("weights"), "<f4", List.of(2L, 3L), 1, 1, 1, 0.5, 1.5, 2.5);
    expect(arrays.get("weights_steps"), "<i8", List.of(2L), 0, 10);
    expect(arrays.get("pfpkj_pre"), "<i4", List.of(3L), 5, 9, 4);
    expect(arrays.get("pfpkj_post_offsets"), "<i4", List.of(3L), 0, 2, 3);
    expect(arrays.get("pfbc2_weights"), "<f4", List.of(1L, 1L), 2);
    expect(arrays.get("pkj_voltage_trace"), "<f8", List.of(1L, 2L), 11 * 0.1 / 1000, -70);
    expect(arrays.get("pkj_g_pf-pkj_trace"), "<f8", List.of(1L, 3L), 0.1 / 1000, 0.5, 0.25);
  }

  @Test
  void shouldGiveThePairOfOlivesThreeColumnsWhenOtherOlivesAreSampledToo() throws IOException {
    export(10);
    Map<String, NpyArray> arrays = NpyArray.readAll(file);
    double first = 0.1 / 1000;
    double second = 11 * 0.1 / 1000;
    expect(
        arrays.get("io_voltage_trace"), "<f8", List.of(2L, 3L), first, -50, -52, second, -40, -42);
    expect(
        arrays.get("io_voltage_trace_3"),
        "<f8",
        List.of(2L, 4L),
        first,
        -50,
        -52,
        -51,
        second,
        -40,
        -42,
        -41);
    expect(arrays.get("io_voltage_trace_2"), "<f8", List.of(2L, 2L), first, -60, second, -61);
  }

  @Test
  void shouldDescribeTheRunInMeta() throws IOException {
    export(10);
    NpyArray meta = NpyArray.readAll(file).get("meta");
    assertThat(meta.dtype()).isEqualTo("|u1");
    JsonObject json =
        new Gson().fromJson(new String(meta.bytes(), StandardCharsets.UTF_8), JsonObject.class);
    assertThat(json.get("dt_ms").getAsDouble()).isEqualTo(0.1);
    assertThat(json.get("seed").getAsLong()).isEqualTo(5);
    assertThat(json.get("n_steps").getAsLong()).isEqualTo(23);
    assertThat(json.get("planned_steps").getAsLong()).isEqualTo(100);
    assertThat(json.get("log_stride").getAsInt()).isEqualTo(10);
    assertThat(json.get("version").getAsString()).isEqualTo("0.1");
    assertThat(json.getAsJsonObject("digests").get("weights").getAsString()).isEqualTo("bb");
    assertThat(json.getAsJsonArray("populations")).hasSize(3);
    JsonObject weights = json.getAsJsonArray("weights").get(1).getAsJsonObject();
    assertThat(weights.get("every_steps").getAsInt()).isEqualTo(10);
    assertThat(weights.get("w_max")).isNull();
  }

  @Test
  void shouldLeaveOutCountsWhenThereAreNoBins() throws IOException {
    export(0);
    Map<String, NpyArray> arrays = NpyArray.readAll(file);
    assertThat(arrays).doesNotContainKey("IO_spikes");
    expect(arrays.get("IO_spike_ids"), "<i4", List.of(5L), 1, 1, 2, 0, 2);
  }

  @Test
  void shouldHaveEmptyArraysWhenNothingHappened() throws IOException {
    Path log = directory.resolve("recording");
    RecordingWriter.create(log, header(10, 100)).close();
    try (Recording recording = Recording.open(log)) {
      NpzExport.write(recording, Map.of(), file);
    }
    Map<String, NpyArray> arrays = NpyArray.readAll(file);
    expect(arrays.get("IO_spikes"), "<u2", List.of(0L, 3L));
    expect(arrays.get("pkj_voltage_trace"), "<f8", List.of(0L, 2L));
    assertThat(arrays).doesNotContainKey("weights");
  }

  @Test
  void shouldLoadInNumpy() throws IOException, InterruptedException {
    export(10);
    String printed =
        Numpy.run(
            """
            import sys, json, numpy as np
            z = np.load(sys.argv[1])
            for k in ['IO_spikes', 'IO_spike_steps', 'PF_spike_ids', 'weights', 'pfpkj_pre']:
                print(k, z[k].dtype, z[k].shape, z[k].tolist())
            print(z['io_voltage_trace'][1].round(6).tolist(), z['io_voltage_trace'].dtype)
            print(json.loads(bytes(z['meta']).decode())['digests']['spikes'], len(z.files))
            """,
            file);
    assertThat(printed.lines())
        .containsExactly(
            "IO_spikes uint16 (2, 3) [[0, 2, 1], [1, 0, 0]]",
            "IO_spike_steps int64 (5,) [0, 9, 9, 18, 22]",
            "PF_spike_ids int32 (0,) []",
            "weights float32 (2, 3) [[1.0, 1.0, 1.0], [0.5, 1.5, 2.5]]",
            "pfpkj_pre int32 (3,) [5, 9, 4]",
            "[0.0011, -40.0, -42.0] float64",
            "aa 18");
  }

  @Test
  void shouldKeepTheOldFileAndNoOtherWhenACountDoesNotFit() throws IOException {
    int steps = 0x10000;
    Path log = directory.resolve("recording");
    try (RecordingWriter writer = RecordingWriter.create(log, header(steps, steps))) {
      int[] offsets = new int[steps + 1];
      Arrays.setAll(offsets, step -> step);
      int[] cells = new int[steps];
      Arrays.fill(cells, 2);
      writer.spikes(0, new SpikeBatch(new Epoch(0, steps), offsets, cells));
      writer.end(steps);
    }
    Files.writeString(file, "old");
    try (Recording recording = Recording.open(log)) {
      assertThatThrownBy(() -> NpzExport.write(recording, DIGESTS, file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cell 2 of IO has more than 65535 spikes");
    }
    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(file, log);
    }
  }

  @Test
  void shouldWriteTheSameBytesWhenItIsDoneAgain() throws IOException {
    try (Recording recording = recording(10)) {
      NpzExport.write(recording, DIGESTS, file);
      byte[] first = Files.readAllBytes(file);
      NpzExport.write(recording, DIGESTS, file);
      assertThat(file).hasBinaryContent(first);
    }
  }

  @Test
  void shouldHoldRecordedCellsAndBinsOnlyWhenRecordedInPart() throws IOException {
    List<PopulationEntry> populations =
        List.of(
            new PopulationEntry(
                "IO",
                9,
                true,
                List.of(new CellRange(1, 3), new CellRange(7, 8)),
                new StepWindow(5, 32)));
    RecordingHeader header =
        new RecordingHeader(
            2, "part", "ff", "0.1", 5, 0.1, 40, 10, populations, List.of(), List.of());
    Path log = directory.resolve("recording");
    try (RecordingWriter writer = RecordingWriter.create(log, header)) {
      int[] offsets = new int[41];
      Arrays.fill(offsets, 6, 16, 1); // step 5, cell 7: in a bin of which a part is recorded
      Arrays.fill(offsets, 16, 30, 3); // step 15, cells 1 and 7
      Arrays.fill(offsets, 30, 41, 4); // step 29, cell 2
      writer.spikes(0, new SpikeBatch(new Epoch(0, 40), offsets, new int[] {7, 1, 7, 2}));
      writer.end(40);
    }
    try (Recording recording = Recording.open(log)) {
      NpzExport.write(recording, DIGESTS, file);
    }
    Map<String, NpyArray> arrays = NpyArray.readAll(file);
    expect(arrays.get("IO_cells"), "<i4", List.of(3L), 1, 2, 7);
    expect(arrays.get("IO_bin_steps"), "<i8", List.of(2L), 10, 20);
    expect(arrays.get("IO_spikes"), "<u2", List.of(2L, 3L), 1, 0, 1, 0, 1, 0);
    expect(arrays.get("IO_spike_steps"), "<i8", List.of(4L), 5, 15, 15, 29);
    expect(arrays.get("IO_spike_ids"), "<i4", List.of(4L), 7, 1, 7, 2);
  }
}
