package olivo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import olivo.record.checkpoint.KeptRun;
import olivo.record.format.RecordedContent;
import olivo.record.format.Recording;
import olivo.record.format.RecordingFormatException;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.WeightEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTest {
  private static final int STEPS = 60;
  private static final List<String> PROJECTIONS = List.of("IO-PKJ", "PF-PKJ", "PF-BC");
  private static final int PF_PKJ = 1;
  private static final int PF_BC = 2;
  private static final RecordingHeader HEADER =
      new RecordingHeader(
          1,
          "test",
          "",
          "0.1",
          1,
          0.1,
          STEPS,
          10,
          List.of(new PopulationEntry("IO", 10, true), new PopulationEntry("PF", 40, false)),
          List.of(
              new WeightEntry("PF-PKJ", "PF", "PKJ", 6, 7, 0, 1),
              new WeightEntry("PF-BC", "PF", "BC", 4, 0, 0, 1)),
          List.of(new StateEntry("IO", "V_m", "mV", List.of(0, 4, 9), 5)));

  @TempDir private Path directory;
  private int runs;

  /** Whether a cell spikes in a step, the same in whatever way a run is cut. */
  private static boolean spikes(int population, long step, int cell) {
    return new SplittableRandom(step * 1000 + cell * 10L + population).nextInt(5) == 0;
  }

  private static SpikeBatch batch(int population, Epoch epoch, int firstCell, int endCell) {
    int[] offsets = new int[epoch.steps() + 1];
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < epoch.steps(); i++) {
      for (int cell = firstCell; cell < endCell; cell++) {
        if (spikes(population, epoch.firstStep() + i, cell)) {
          cells.add(cell);
        }
      }
      offsets[i + 1] = cells.size();
    }
    return new SpikeBatch(epoch, offsets, cells.stream().mapToInt(c -> c).toArray());
  }

  /** The windows of one slice of a population in an epoch, cut at random. */
  private static void slice(
      List<SpikeWindow> windows, int population, Epoch epoch, int from, int to, Random random) {
    long step = epoch.firstStep();
    while (step < epoch.endStep()) {
      long end = Math.min(epoch.endStep(), step + 1 + random.nextInt(8));
      Epoch wider = new Epoch(Math.max(0, step - random.nextInt(3)), end + random.nextInt(3));
      windows.add(new SpikeWindow(batch(population, wider, from, to), step, end));
      step = end;
    }
  }

  private static Inbound inbound(Epoch epoch, int slices, Random random) {
    List<List<SpikeWindow>> ports = new ArrayList<>();
    for (int population = 0; population < 2; population++) {
      int size = HEADER.populations().get(population).size();
      List<SpikeWindow> windows = new ArrayList<>();
      for (int i = 0; i < slices; i++) {
        slice(windows, population, epoch, i * size / slices, (i + 1) * size / slices, random);
      }
      ports.add(windows);
    }
    List<Sample> samples = new ArrayList<>();
    for (long step = epoch.firstStep(); step < epoch.endStep(); step++) {
      if (step % 7 == 0) {
        weights(samples, slices, 6, PF_PKJ, step);
      }
      if (step % 5 == 0) {
        samples.add(new Sample.States(0, 2, step, new float[] {step + 0.9f}));
        samples.add(new Sample.States(0, 0, step, new float[] {step, step + 0.4f}));
      }
    }
    Collections.shuffle(samples, random);
    return new Inbound(ports, samples);
  }

  private static void weights(
      List<? super Sample.Weights> samples, int slices, int synapses, int projection, long step) {
    for (int i = 0; i < slices; i++) {
      int from = i * synapses / slices;
      float[] values = new float[(i + 1) * synapses / slices - from];
      for (int k = 0; k < values.length; k++) {
        values[k] = weight(projection, step, from + k);
      }
      samples.add(new Sample.Weights(-1, projection, from, step, values));
    }
  }

  private static float weight(int projection, long step, int synapse) {
    return 100 * projection + step + synapse / 10f;
  }

  private static List<Sample.Weights> finalWeights(int slices) {
    List<Sample.Weights> samples = new ArrayList<>();
    weights(samples, slices, 4, PF_BC, STEPS);
    weights(samples, slices, 6, PF_PKJ, STEPS);
    return samples;
  }

  private RunRecorder recorder() throws IOException {
    return new RunRecorder(directory.resolve("run" + runs++), HEADER, PROJECTIONS);
  }

  private RecordedContent lastContent() throws IOException {
    try (Recording recording = Recording.open(directory.resolve("run" + (runs - 1)))) {
      return RecordedContent.read(recording);
    }
  }

  private RecordingSummary run(int slices, int longestEpoch, long seed) throws IOException {
    Random random = new Random(seed);
    try (RunRecorder recorder = recorder()) {
      for (long step = 0; step < STEPS; ) {
        long end = Math.min(STEPS, step + 1 + random.nextInt(longestEpoch));
        recorder.record(new Epoch(step, end), inbound(new Epoch(step, end), slices, random));
        assertThat(recorder.progress().recordedSteps()).isEqualTo(end);
        step = end;
      }
      recorder.finish(finalWeights(slices));
      return recorder.summary().orElseThrow();
    }
  }

  @Test
  void shouldRecordTheSameWhenRunIsCutAndSlicedInAnyWay() throws IOException {
    RecordingSummary expected = run(1, STEPS, 0);
    RecordedContent content = lastContent();
    for (long seed = 1; seed < 40; seed++) {
      RecordingSummary summary = run((int) (1 + seed % 4), (int) (1 + seed), seed);
      assertThat(summary).as("seed %d", seed).usingRecursiveComparison().isEqualTo(expected);
      assertThat(lastContent()).as("seed %d", seed).isEqualTo(content);
    }
  }

  @Test
  void shouldKeepEverythingAskedForWhenRunIsFinished() throws IOException {
    RecordingSummary summary = run(3, 9, 1);
    RecordedContent content = lastContent();
    SpikeDigest spikeDigest = new SpikeDigest(List.of("IO", "PF"));
    long[] counts = new long[2];
    for (int population = 0; population < 2; population++) {
      int size = HEADER.populations().get(population).size();
      SpikeBatch all = batch(population, new Epoch(0, STEPS), 0, size);
      spikeDigest.add(population, all);
      counts[population] = all.size();
    }
    assertThat(summary.recordedSteps()).isEqualTo(STEPS);
    assertThat(summary.spikeCounts()).isEqualTo(counts);
    assertThat(summary.spikeDigest()).isEqualTo(spikeDigest.hex());
    assertThat(content.spikes(0)).hasSize((int) counts[0]);
    assertThat(content.spikes(1)).isEmpty();
    assertThat(content.weights(0)).hasSize(9);
    assertThat(content.weights(0).get(8).step()).isEqualTo(56);
    assertThat(content.weights(0).get(8).values().get(5)).isEqualTo(weight(PF_PKJ, 56, 5));
    assertThat(content.weights(1)).isEmpty();
    assertThat(content.states(0)).hasSize(12);
    assertThat(content.states(0).get(1).values()).containsExactly(5f, 5.4f, 5.9f);
    WeightDigest weightDigest = new WeightDigest();
    for (WeightEntry entry : HEADER.weights()) {
      float[] row = new float[entry.synapses()];
      for (int i = 0; i < row.length; i++) {
        row[i] = weight(PROJECTIONS.indexOf(entry.projection()), STEPS, i);
      }
      weightDigest.add(entry.projection(), row);
      assertThat(content.finalWeights(HEADER.weights().indexOf(entry))).hasSize(row.length);
    }
    assertThat(summary.weightDigest()).isEqualTo(weightDigest.hex());
  }

  @Test
  void shouldCountSpikesOfAllPopulationsWhenProgressIsAskedFor() throws IOException {
    try (RunRecorder recorder = recorder()) {
      RecordingProgress before = recorder.progress();
      Epoch epoch = new Epoch(0, 20);
      recorder.record(epoch, inbound(epoch, 2, new Random(1)));
      assertThat(before.recordedSteps()).isZero();
      assertThat(before.spikeCounts()).containsExactly(0, 0);
      assertThat(recorder.progress().spikeCounts())
          .containsExactly(batch(0, epoch, 0, 10).size(), batch(1, epoch, 0, 40).size());
    }
  }

  private static void record(RunRecorder recorder, long from, long to) throws IOException {
    for (long step = from; step < to; step += 7) {
      Epoch epoch = new Epoch(step, Math.min(to, step + 7));
      recorder.record(epoch, inbound(epoch, 2, new Random(step)));
    }
  }

  private static RunRecorder recorder(Path recording, Path checkpoints) throws IOException {
    CheckpointKeeper keeper = CheckpointKeeper.create(checkpoints, HEADER, 20);
    return new RunRecorder(recording, HEADER, PROJECTIONS, Optional.of(keeper));
  }

  private static Checkpoint checkpoint(long step) {
    return new Checkpoint(step, Map.of(), Map.of(), Map.of());
  }

  @Test
  void shouldGoOnFromACheckpointAsIfNothingHadBeenRecordedBehindIt() throws IOException {
    final RecordingSummary expected = run(1, STEPS, 0);
    final RecordedContent content = lastContent();
    Path recording = directory.resolve("run" + runs++);
    Path checkpoints = directory.resolve("checkpoint");
    try (RunRecorder recorder = recorder(recording, checkpoints)) {
      record(recorder, 0, 20);
      recorder.keep(checkpoint(20));
      record(recorder, 20, 33);
    }
    for (long next : new long[] {40, STEPS}) {
      KeptRun kept = CheckpointKeeper.latest(checkpoints).orElseThrow();
      long from = kept.checkpoint().step();
      assertThat(from).isEqualTo(next - 20);
      CheckpointKeeper keeper = CheckpointKeeper.reopen(checkpoints, HEADER, kept, 20);
      try (RunRecorder recorder =
          RunRecorder.reopen(recording, HEADER, PROJECTIONS, keeper, kept)) {
        assertThat(recorder.progress().recordedSteps()).isEqualTo(from);
        record(recorder, from, next);
        if (next < STEPS) {
          recorder.keep(checkpoint(next));
          record(recorder, next, next + 3);
        } else {
          recorder.finish(finalWeights(2));
          assertThat(recorder.summary().orElseThrow())
              .usingRecursiveComparison()
              .isEqualTo(expected);
        }
      }
    }
    assertThat(lastContent()).isEqualTo(content);
  }

  @Test
  void shouldRefuseToGoOnWithTheRecordingOfAnotherRunOrWithoutAllOfIt() throws IOException {
    Path recording = directory.resolve("run" + runs++);
    Path checkpoints = directory.resolve("checkpoint");
    try (RunRecorder recorder = recorder(recording, checkpoints)) {
      record(recorder, 0, 20);
      recorder.keep(checkpoint(20));
    }
    KeptRun kept = CheckpointKeeper.latest(checkpoints).orElseThrow();
    run(1, 9, 3);
    Path other = directory.resolve("run" + (runs - 1));
    Files.copy(other.resolve("segment-00000.olv"), directory.resolve("copy.olv"));
    try (FileChannel cut =
        FileChannel.open(recording.resolve("segment-00000.olv"), StandardOpenOption.WRITE)) {
      cut.truncate(kept.recording().bytes() - 1);
    }
    CheckpointKeeper keeper = CheckpointKeeper.reopen(checkpoints, HEADER, kept, 20);
    assertThatThrownBy(() -> RunRecorder.reopen(recording, HEADER, PROJECTIONS, keeper, kept))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageContaining("bytes where it had " + kept.recording().bytes());
    Files.copy(
        directory.resolve("copy.olv"),
        recording.resolve("segment-00000.olv"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> RunRecorder.reopen(recording, HEADER, PROJECTIONS, keeper, kept))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageContaining("does not hold 20 steps");
    keeper.close();
  }

  @Test
  void shouldStayReadableWhenItIsClosedBeforeTheEnd() throws IOException {
    try (RunRecorder recorder = recorder()) {
      Epoch epoch = new Epoch(0, 20);
      recorder.record(epoch, inbound(epoch, 2, new Random(1)));
    }
    assertThat(lastContent().states(0)).hasSize(4);
  }

  @Test
  void shouldRefuseWhenAnEpochIsLeftOut() throws IOException {
    try (RunRecorder recorder = recorder()) {
      Epoch late = new Epoch(1, 2);
      assertThatThrownBy(() -> recorder.record(late, inbound(late, 1, new Random(1))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("epoch [1, 2)")
          .hasMessageContaining("at step 0");
      assertThatThrownBy(() -> recorder.finish(finalWeights(1)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldRefuseWhenAnySampleIsMissing() throws IOException {
    Epoch epoch = new Epoch(0, 20);
    Inbound whole = inbound(epoch, 2, new Random(1));
    for (int missing = 0; missing < whole.samples().size(); missing++) {
      List<Sample> samples = new ArrayList<>(whole.samples());
      samples.remove(missing);
      refuse(epoch, new Inbound(whole.ports(), samples));
    }
  }

  @Test
  void shouldRefuseWhenAnySampleIsDoubledOrMisplaced() throws IOException {
    Epoch epoch = new Epoch(0, 20);
    Inbound whole = inbound(epoch, 2, new Random(1));
    List<Sample> wrong = new ArrayList<>(whole.samples());
    wrong.add(new Sample.States(0, 0, 3, new float[3]));
    wrong.add(new Sample.States(0, 0, 20, new float[3]));
    wrong.add(new Sample.States(1, 0, 0, new float[3]));
    wrong.add(new Sample.States(-1, 0, 0, new float[3]));
    wrong.add(new Sample.Weights(0, PF_BC, 0, 0, new float[4]));
    wrong.add(new Sample.Weights(0, 0, 0, 0, new float[4]));
    wrong.add(new Sample.Weights(0, PF_PKJ, 0, 7, new float[6]));
    wrong.add(new Sample.Weights(0, PF_PKJ, 3, 7, new float[9]));
    for (Sample sample : wrong) {
      List<Sample> samples = new ArrayList<>(whole.samples());
      samples.add(sample);
      refuse(epoch, new Inbound(whole.ports(), samples));
    }
  }

  private void refuse(Epoch epoch, Inbound inbound) throws IOException {
    try (RunRecorder recorder = recorder()) {
      assertThatThrownBy(() -> recorder.record(epoch, inbound))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(recorder.progress().recordedSteps()).isZero();
    }
    assertThat(lastContent().states(0)).isEmpty();
  }

  @Test
  void shouldRefuseWhenFinalWeightsAreNotComplete() throws IOException {
    try (RunRecorder recorder = recorder()) {
      Epoch epoch = new Epoch(0, STEPS);
      recorder.record(epoch, inbound(epoch, 1, new Random(1)));
      List<Sample.Weights> some = finalWeights(2).subList(0, 3);
      assertThatThrownBy(() -> recorder.finish(some))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("only 3 of 6 values");
    }
  }

  @Test
  void shouldRefuseWhenAPlasticProjectionIsUnknown() {
    assertThatThrownBy(() -> new RunRecorder(directory, HEADER, List.of("PF-PKJ")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
