package olivo.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olivo.engine.protocol.RecordingSink;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.record.checkpoint.KeptRun;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.WeightEntry;
import olivo.record.format.RecordingWriter;

/**
 * Takes in the output of a run epoch by epoch: merges slices, counts, hashes, and writes what the
 * header asks for. Each epoch is committed before the call returns.
 *
 * <p>Memory is bounded by one epoch. Any failure is an exception, after which the recorder takes
 * nothing more; what was committed before stays readable. One thread at a time, but for {@link
 * #progress}.
 */
public final class RunRecorder implements RecordingSink {
  private final Path directory;
  private final RecordingHeader header;
  private final Optional<CheckpointKeeper> keeper;
  private final RecordingWriter writer;
  private final int[] weightEntries;
  private final SpikeDigest spikeDigest;
  private final RowAssembly weightRows;
  private final RowAssembly stateRows;
  private final long[] spikeCounts;
  private final SpikeSelection[] selections;
  private final List<RowAssembly.Part> weightParts = new ArrayList<>();
  private final List<RowAssembly.Part> stateParts = new ArrayList<>();

  private boolean usable = true;
  private volatile RecordingProgress progress;
  private volatile RecordingSummary summary;

  /**
   * Starts a recording.
   *
   * @param directory where it goes; must not hold one already
   * @param header what it will hold, see {@link RunHeader}
   * @param projections names of all projections in the order of the topology, to which {@link
   *     Sample.Weights#projection} refers
   */
  public RunRecorder(Path directory, RecordingHeader header, List<String> projections)
      throws IOException {
    this(directory, header, projections, Optional.empty());
  }

  /** Starts a recording, with checkpoints if there is a keeper of them, who is closed with it. */
  public RunRecorder(
      Path directory,
      RecordingHeader header,
      List<String> projections,
      Optional<CheckpointKeeper> keeper)
      throws IOException {
    this(directory, header, projections, keeper, RecordingWriter.create(directory, header));
  }

  /**
   * Goes on with a recording where a checkpoint was kept. What was recorded later is dropped.
   *
   * @param keeper reopened with the same checkpoint
   */
  public static RunRecorder reopen(
      Path directory,
      RecordingHeader header,
      List<String> projections,
      CheckpointKeeper keeper,
      KeptRun kept)
      throws IOException {
    long steps = kept.checkpoint().step();
    RecordingWriter writer = RecordingWriter.reopen(directory, header, steps, kept.recording());
    RunRecorder recorder =
        new RunRecorder(directory, header, projections, Optional.of(keeper), writer);
    try {
      recorder.pastSpikes(recorder::addPast);
    } catch (IOException e) {
      recorder.close();
      throw e;
    }
    recorder.progress = new RecordingProgress(steps, recorder.spikeCounts.clone());
    return recorder;
  }

  private RunRecorder(
      Path directory,
      RecordingHeader header,
      List<String> projections,
      Optional<CheckpointKeeper> keeper,
      RecordingWriter writer) {
    this.directory = directory;
    this.header = header;
    this.keeper = keeper;
    this.writer = writer;
    this.weightEntries = weightEntries(header, projections);
    this.spikeDigest =
        new SpikeDigest(header.populations().stream().map(PopulationEntry::name).toList());
    this.spikeCounts = new long[header.populations().size()];
    this.selections =
        header.populations().stream().map(SpikeSelection::of).toArray(SpikeSelection[]::new);
    this.progress = new RecordingProgress(0, spikeCounts.clone());
    this.weightRows =
        new RowAssembly(
            header.weights().stream()
                .map(
                    w ->
                        new RowAssembly.Entry(
                            "w of " + w.projection(), w.synapses(), w.snapshots()))
                .toList());
    this.stateRows =
        new RowAssembly(
            header.states().stream()
                .map(
                    s ->
                        new RowAssembly.Entry(
                            s.variable() + " of " + s.population(), s.cells().size(), s.samples()))
                .toList());
  }

  private void addPast(int population, long[] steps, int[] cells, int count) {
    for (int i = 0; i < count; i++) {
      spikeDigest.add(population, steps[i], cells[i]);
    }
    spikeCounts[population] += count;
  }

  /** Visits the spikes that were recorded before the checkpoint with which this one goes on. */
  void pastSpikes(PastSpikes.Visitor visitor) throws IOException {
    keeper.orElseThrow().past(directory).visit(visitor);
  }

  private static int[] weightEntries(RecordingHeader header, List<String> projections) {
    List<String> plastic = header.weights().stream().map(WeightEntry::projection).toList();
    if (!projections.containsAll(plastic)) {
      throw new IllegalArgumentException(plastic + " are not all among " + projections);
    }
    return projections.stream().mapToInt(plastic::indexOf).toArray();
  }

  /** See {@link RecordingWriter#connectivity}; before the first epoch. */
  public void connectivity(int weightEntry, int[] postOffsets, int[] pre) throws IOException {
    enter();
    writer.connectivity(weightEntry, postOffsets, pre);
    usable = true;
  }

  /**
   * Takes in one epoch.
   *
   * @param epoch begins where the one before ended
   * @param inbound port p holds the windows of the p-th population, which cover the epoch once for
   *     each of its slices; the samples are those due in the epoch, in any order and any parts
   * @throws IllegalArgumentException if spikes or samples are missing, doubled or out of place
   * @throws IOException if they cannot be written, as when the disk is full
   */
  @Override
  public void record(Epoch epoch, Inbound inbound) throws IOException {
    enter();
    if (epoch.firstStep() != progress.recordedSteps()
        || inbound.ports().size() != spikeCounts.length) {
      throw new IllegalArgumentException(
          "epoch "
              + epoch
              + " of "
              + inbound.ports().size()
              + " populations does not continue the recording of "
              + spikeCounts.length
              + " at step "
              + progress.recordedSteps());
    }
    for (int population = 0; population < spikeCounts.length; population++) {
      PopulationEntry entry = header.populations().get(population);
      SpikeBatch batch = EpochMerge.merge(entry.name(), epoch, inbound.port(population));
      spikeDigest.add(population, batch);
      spikeCounts[population] += batch.size();
      if (entry.recorded()) {
        writer.spikes(population, selections[population].of(batch));
      }
      if (keeper.isPresent()) {
        keeper.get().spikes(population, batch);
      }
    }
    for (Sample sample : inbound.samples()) {
      sort(sample);
    }
    weightRows.epoch(epoch, weightParts, writer::weights);
    stateRows.epoch(epoch, stateParts, writer::states);
    weightParts.clear();
    stateParts.clear();
    writer.end(epoch.endStep());
    if (keeper.isPresent()) {
      keeper.get().end(epoch.endStep());
    }
    progress = new RecordingProgress(epoch.endStep(), spikeCounts.clone());
    usable = true;
  }

  private void sort(Sample sample) {
    if (sample instanceof Sample.Weights weights) {
      weightParts.add(part(weights));
    } else if (sample instanceof Sample.States states) {
      if (states.probe() < 0 || states.probe() >= header.states().size()) {
        throw new IllegalArgumentException("no state probe " + states.probe());
      }
      stateParts.add(
          new RowAssembly.Part(states.probe(), states.step(), states.firstCell(), states.values()));
    }
  }

  private RowAssembly.Part part(Sample.Weights sample) {
    int projection = sample.projection();
    if (projection < 0 || projection >= weightEntries.length || weightEntries[projection] < 0) {
      throw new IllegalArgumentException("no plastic projection " + projection);
    }
    return new RowAssembly.Part(
        weightEntries[projection], sample.step(), sample.firstSynapse(), sample.weights());
  }

  @Override
  public void keep(Checkpoint checkpoint) throws IOException {
    enter();
    if (checkpoint.step() != progress.recordedSteps()) {
      throw new IllegalArgumentException(
          "a checkpoint of step "
              + checkpoint.step()
              + " where "
              + progress.recordedSteps()
              + " are recorded");
    }
    keeper.orElseThrow().keep(checkpoint, writer.position());
    usable = true;
  }

  /**
   * Ends the recording.
   *
   * @param finalWeights all weights of all plastic projections at the end of the last epoch, in any
   *     order and any parts
   */
  @Override
  public void finish(List<Sample.Weights> finalWeights) throws IOException {
    enter();
    long steps = progress.recordedSteps();
    WeightDigest weightDigest = new WeightDigest();
    weightRows.all(
        steps,
        finalWeights.stream().map(this::part).toList(),
        (entry, step, row) -> {
          weightDigest.add(header.weights().get(entry).projection(), row);
          writer.finalWeights(entry, step, row);
        });
    writer.end(steps);
    writer.close();
    summary =
        new RecordingSummary(steps, spikeCounts.clone(), spikeDigest.hex(), weightDigest.hex());
  }

  /** What the recording holds, once it is {@linkplain #finish finished}. */
  public Optional<RecordingSummary> summary() {
    return Optional.ofNullable(summary);
  }

  /** Digests by {@code spikes} and {@code weights}; none before the recording is finished. */
  public Map<String, String> digests() {
    return summary()
        .map(
            finished ->
                Map.of("spikes", finished.spikeDigest(), "weights", finished.weightDigest()))
        .orElse(Map.of());
  }

  /** How far the recording has come; may be called by any thread at any time. */
  public RecordingProgress progress() {
    return progress;
  }

  /** Closes the file. Without {@link #finish}, it ends as it would after a crash. */
  @Override
  public void close() throws IOException {
    usable = false;
    try {
      writer.close();
    } finally {
      if (keeper.isPresent()) {
        keeper.get().close();
      }
    }
  }

  /** Nothing is taken any more after a call that did not come to its end. */
  private void enter() {
    if (!usable) {
      throw new IllegalStateException("the recording has ended or failed before");
    }
    usable = false;
  }
}
