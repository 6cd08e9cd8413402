package olivo.record.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import olivo.model.SpikeBatch;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.WeightEntry;

/**
 * Appends blocks to a recording; memory is bounded by one buffer, whatever the length of the run.
 *
 * <p>Readers see only what lies before an end mark. After any exception the recording cannot be
 * continued, but what was committed before stays readable. Not safe for use by several threads.
 */
public final class RecordingWriter implements AutoCloseable {
  private static final long SEGMENT_BYTES = 256L << 20;

  /** Free space that a number of at most five bytes of seven bits needs. */
  private static final int VARINT_BYTES = 5;

  private final RecordingHeader header;
  private final SegmentOutput output;
  private final long[] populationEnd;
  private final long[] lastSnapshot;
  private final long[] lastSample;
  private long recordedSteps;

  private RecordingWriter(RecordingHeader header, SegmentOutput output) {
    this.header = header;
    this.output = output;
    this.populationEnd = new long[header.populations().size()];
    this.lastSnapshot = new long[header.weights().size()];
    this.lastSample = new long[header.states().size()];
    Arrays.fill(lastSnapshot, -1);
    Arrays.fill(lastSample, -1);
  }

  /**
   * Starts a recording.
   *
   * @param directory where the segments go; created if need be
   * @throws FileAlreadyExistsException if the directory holds a recording already
   */
  public static RecordingWriter create(Path directory, RecordingHeader header) throws IOException {
    return create(directory, header, SEGMENT_BYTES, RecordingWriter::newFile);
  }

  static RecordingWriter create(
      Path directory, RecordingHeader header, long segmentBytes, SegmentOpener opener)
      throws IOException {
    if (!RecordingHeader.isKnown(header.formatVersion())) {
      throw new IllegalArgumentException("cannot write format " + header.formatVersion());
    }
    Files.createDirectories(directory);
    try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, "segment-*.olv")) {
      if (old.iterator().hasNext()) {
        throw new FileAlreadyExistsException(
            directory.toString(), null, "holds a recording already");
      }
    }
    byte[] json = header.toJson().getBytes(StandardCharsets.UTF_8);
    SegmentOutput output = new SegmentOutput(directory, json, segmentBytes, opener);
    return new RecordingWriter(header, output);
  }

  /**
   * Goes on with a recording; what lies behind the position is dropped.
   *
   * @param directory where its segments are
   * @param header the header that it was created with
   * @param recordedSteps what the end mark before the position says
   * @param position where {@link #position} was then
   * @throws RecordingFormatException if the recording is another one or does not reach so far
   */
  public static RecordingWriter reopen(
      Path directory, RecordingHeader header, long recordedSteps, RecordingPosition position)
      throws IOException {
    byte[] json = header.toJson().getBytes(StandardCharsets.UTF_8);
    try (Recording old = Recording.open(directory)) {
      if (!old.header().equals(header)) {
        throw new RecordingFormatException(directory + " holds the recording of another run");
      }
    }
    SegmentOutput output =
        new SegmentOutput(directory, json, SEGMENT_BYTES, RecordingWriter::newFile, position);
    RecordingWriter writer = new RecordingWriter(header, output);
    writer.recordedSteps = recordedSteps;
    Arrays.fill(writer.populationEnd, recordedSteps);
    Arrays.fill(writer.lastSnapshot, recordedSteps - 1);
    Arrays.fill(writer.lastSample, recordedSteps - 1);
    try (Recording rest = Recording.open(directory)) {
      if (rest.recordedSteps() != recordedSteps || rest.truncated()) {
        throw new RecordingFormatException(
            directory + " does not hold " + recordedSteps + " steps where it did");
      }
      return writer;
    } catch (IOException e) {
      writer.close();
      throw e;
    }
  }

  /** Where the next block goes; after {@link #end}. */
  public RecordingPosition position() {
    return output.position();
  }

  private static FileChannel newFile(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Writes which source each synapse of a plastic projection has.
   *
   * @param weightEntry index in {@link RecordingHeader#weights}
   * @param postOffsets {@code [targets + 1]}: the synapses of target p are {@code
   *     pre[postOffsets[p] .. postOffsets[p + 1])}
   * @param pre {@code [synapses]}: source cells by target, then ascending
   */
  public void connectivity(int weightEntry, int[] postOffsets, int[] pre) throws IOException {
    WeightEntry entry = header.weights().get(weightEntry);
    if (pre.length != entry.synapses()
        || postOffsets.length == 0
        || postOffsets[postOffsets.length - 1] != pre.length) {
      throw new IllegalArgumentException(
          "connectivity of " + entry.projection() + " does not fit its " + entry.synapses());
    }
    output.begin(BlockKind.CONNECTIVITY, weightEntry);
    output.room(Integer.BYTES).putInt(postOffsets.length);
    putInts(postOffsets);
    putInts(pre);
    output.finish();
  }

  /**
   * Writes the spikes of one epoch. A silent epoch leaves nothing in the file.
   *
   * @param population index in {@link RecordingHeader#populations}, of a recorded population
   * @param batch its spikes, not before the end of the batch before
   * @throws IllegalArgumentException if the batch is out of order, names a cell that the population
   *     does not have, or the same cell twice in a step
   */
  public void spikes(int population, SpikeBatch batch) throws IOException {
    PopulationEntry entry = header.populations().get(population);
    long first = batch.epoch().firstStep();
    if (!entry.recorded() || first < populationEnd[population]) {
      throw new IllegalArgumentException(
          "no spikes of " + entry.name() + " expected at step " + first);
    }
    populationEnd[population] = batch.epoch().endStep();
    if (batch.size() == 0) {
      return;
    }
    output.begin(BlockKind.SPIKES, population);
    output
        .room(BlockLayout.SPIKES_PREFIX_BYTES)
        .putLong(first)
        .putInt(batch.epoch().steps())
        .putInt(batch.size());
    long lastStep = first - 1;
    for (long step = first; step < batch.epoch().endStep(); step++) {
      int begin = batch.begin(step);
      int end = batch.end(step);
      if (begin < end) {
        ByteBuffer buffer = output.room(2 * VARINT_BYTES);
        putVarint(buffer, (int) (step - lastStep - 1));
        putVarint(buffer, end - begin);
        putCells(entry, batch, begin, end);
        lastStep = step;
      }
    }
    output.finish();
  }

  private void putCells(PopulationEntry entry, SpikeBatch batch, int begin, int end)
      throws IOException {
    int size = entry.size();
    int width = BlockLayout.cellBytes(size);
    int next = begin;
    int last = -1;
    while (next < end) {
      ByteBuffer buffer = output.room(width);
      int chunkEnd = Math.min(end, next + buffer.remaining() / width);
      int at = buffer.position();
      for (; next < chunkEnd; next++) {
        int cell = batch.cell(next);
        if (cell <= last || cell >= size) {
          throw new IllegalArgumentException(
              "spike of cell " + cell + " after cell " + last + " of " + entry);
        }
        last = cell;
        if (width == Short.BYTES) {
          buffer.putShort(at, (short) cell);
        } else {
          buffer.putInt(at, cell);
        }
        at += width;
      }
      buffer.position(at);
    }
  }

  private static void putVarint(ByteBuffer buffer, int value) {
    int rest = value;
    while (rest >= 0x80) {
      buffer.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }

  /**
   * Writes a snapshot of a plastic projection.
   *
   * @param weightEntry index in {@link RecordingHeader#weights}
   * @param step the step at whose beginning these are the weights, after that of the snapshot
   *     before
   * @param weights {@code [synapses]}, by target, then by source
   */
  public void weights(int weightEntry, long step, float[] weights) throws IOException {
    putWeights(BlockKind.WEIGHTS, weightEntry, step, weights);
    lastSnapshot[weightEntry] = step;
  }

  /**
   * Writes the weights at the end of the run. They count once {@link #end} was called again.
   *
   * @param weightEntry index in {@link RecordingHeader#weights}
   * @param step first step that was not simulated any more
   * @param weights {@code [synapses]}, by target, then by source
   */
  public void finalWeights(int weightEntry, long step, float[] weights) throws IOException {
    putWeights(BlockKind.FINAL_WEIGHTS, weightEntry, step, weights);
  }

  private void putWeights(BlockKind kind, int weightEntry, long step, float[] weights)
      throws IOException {
    WeightEntry entry = header.weights().get(weightEntry);
    boolean late = kind == BlockKind.WEIGHTS && step <= lastSnapshot[weightEntry];
    if (weights.length != entry.synapses() || late) {
      throw new IllegalArgumentException(
          weights.length + " weights of " + entry + " do not fit at step " + step);
    }
    output.begin(kind, weightEntry);
    output.room(Long.BYTES).putLong(step);
    putFloats(weights);
    output.finish();
  }

  /**
   * Writes one sample.
   *
   * @param stateEntry index in {@link RecordingHeader#states}
   * @param step the step at whose end this is the state, after that of the sample before
   * @param values one value for each cell of the entry, in its unit
   */
  public void states(int stateEntry, long step, float[] values) throws IOException {
    if (values.length != header.states().get(stateEntry).cells().size()
        || step <= lastSample[stateEntry]) {
      throw new IllegalArgumentException(
          values.length
              + " values of "
              + header.states().get(stateEntry)
              + " do not fit at step "
              + step);
    }
    lastSample[stateEntry] = step;
    output.begin(BlockKind.STATES, stateEntry);
    output.room(Long.BYTES).putLong(step);
    putFloats(values);
    output.finish();
  }

  /**
   * Commits everything written so far and hands it to the operating system, so that it survives the
   * end of this process, however that comes.
   *
   * @param newRecordedSteps every step below is complete
   */
  public void end(long newRecordedSteps) throws IOException {
    for (long populationSteps : populationEnd) {
      if (populationSteps > newRecordedSteps) {
        throw new IllegalArgumentException(
            "spikes up to step " + populationSteps + " lie after the end " + newRecordedSteps);
      }
    }
    if (newRecordedSteps < recordedSteps) {
      throw new IllegalArgumentException(
          "the end went back from step " + recordedSteps + " to " + newRecordedSteps);
    }
    recordedSteps = newRecordedSteps;
    output.begin(BlockKind.END, 0);
    output.room(Long.BYTES).putLong(newRecordedSteps);
    output.finish();
    output.commit();
  }

  private void putInts(int[] values) throws IOException {
    int next = 0;
    while (next < values.length) {
      ByteBuffer buffer = output.room(Integer.BYTES);
      int chunk = Math.min(values.length - next, buffer.remaining() / Integer.BYTES);
      buffer.asIntBuffer().put(values, next, chunk);
      buffer.position(buffer.position() + chunk * Integer.BYTES);
      next += chunk;
    }
  }

  private void putFloats(float[] values) throws IOException {
    int next = 0;
    while (next < values.length) {
      ByteBuffer buffer = output.room(Float.BYTES);
      int chunk = Math.min(values.length - next, buffer.remaining() / Float.BYTES);
      buffer.asFloatBuffer().put(values, next, chunk);
      buffer.position(buffer.position() + chunk * Float.BYTES);
      next += chunk;
    }
  }

  /** Closes the file. What was not committed by {@link #end} is not seen by readers. */
  @Override
  public void close() throws IOException {
    output.close();
  }
}
