package olivo.record.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a recording, also of a run that is still going on or that died: what lies before the last
 * end mark when it is opened, and nothing else.
 *
 * <p>Opening reads no payloads, and reading a series skips all others, so both cost little where
 * the recording is long. Memory is bounded by one buffer, one row of weights and eight bytes for
 * each block. Not safe for use by several threads; each may open its own. A visitor must not read
 * from the recording that calls it.
 *
 * <p>Whatever is found to be damaged ends in a {@link RecordingFormatException} that names file and
 * byte; nothing of a damaged block reaches a visitor.
 */
public final class Recording implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final List<SegmentFile> segments;
  private final BlockInput input;
  private final BlockIndex index;

  /** Receives spikes, ascending by step, then by cell. */
  @FunctionalInterface
  public interface SpikeVisitor {
    /** One spike of a cell of the population. */
    void spike(long step, int cell) throws IOException;
  }

  /** Receives spikes in portions, ascending by step, then by cell. */
  @FunctionalInterface
  public interface PortionVisitor {
    /**
     * The next spikes.
     *
     * @param steps the step of each spike
     * @param cells the cell of each spike; both arrays are the visitor's during the call only, to
     *     be written to as it likes
     * @param count how many entries of the arrays count, at least one
     */
    void spikes(long[] steps, int[] cells, int count) throws IOException;
  }

  /** Receives weight snapshots, ascending by step. */
  @FunctionalInterface
  public interface WeightVisitor {
    /**
     * One snapshot.
     *
     * @param step the step at whose beginning these are the weights
     * @param weights {@code [synapses]}, by target, then by source; valid during the call only
     */
    void snapshot(long step, float[] weights) throws IOException;
  }

  /** Receives samples of a state variable, ascending by step. */
  @FunctionalInterface
  public interface StateVisitor {
    /**
     * One sample of each cell.
     *
     * @param step the step at whose end this is the state
     * @param values one value for each cell of the entry, in its unit; valid during the call only
     */
    void sample(long step, float[] values) throws IOException;
  }

  private Recording(List<SegmentFile> segments) throws IOException {
    this.segments = segments;
    long longest = segments.stream().mapToLong(SegmentFile::size).max().orElse(0);
    this.input = new BlockInput((int) Math.min(BUFFER_BYTES, longest));
    this.index = new BlockIndex(segments, input);
  }

  /**
   * Opens a recording.
   *
   * @param directory where its segments are
   * @throws RecordingFormatException if there is none, or it is damaged before its last end mark
   */
  public static Recording open(Path directory) throws IOException {
    List<SegmentFile> segments = new ArrayList<>();
    try {
      // Counted first: a run that is going on may add one at any time.
      int count = Math.max(1, segmentsIn(directory));
      while (segments.size() < count) {
        Path file = BlockLayout.segment(directory, segments.size());
        if (!Files.exists(file)) {
          throw new RecordingFormatException("no recording, or not all of it: no " + file);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        segments.add(new SegmentFile(file, channel, channel.size()));
      }
      return new Recording(segments);
    } catch (IOException | RuntimeException e) {
      closeAll(segments);
      throw e;
    }
  }

  private static int segmentsIn(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return (int)
          files.filter(f -> f.getFileName().toString().matches("segment-\\d+\\.olv")).count();
    }
  }

  /** What the recording holds. */
  public RecordingHeader header() {
    return index.header();
  }

  /** Number of steps that are complete, from the last end mark. */
  public long recordedSteps() {
    return index.recordedSteps();
  }

  /** Whether anything lies after the last end mark, as after a crash or during a run. */
  public boolean truncated() {
    return index.truncated();
  }

  /** Index of the population of a name. */
  public int population(String name) {
    for (int i = 0; i < header().populations().size(); i++) {
      if (header().populations().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no population " + name + " in the recording");
  }

  /** Visits all spikes of a population; none where it was not recorded. */
  public void spikes(int population, SpikeVisitor visitor) throws IOException {
    portions(
        population,
        (steps, cells, count) -> {
          for (int i = 0; i < count; i++) {
            visitor.spike(steps[i], cells[i]);
          }
        });
  }

  /** Visits all spikes of a population, many at a time; none where it was not recorded. */
  public void portions(int population, PortionVisitor visitor) throws IOException {
    SpikeInput spikes =
        new SpikeInput(
            header().populations().get(population).size(),
            index.positions(BlockKind.SPIKES, population));
    for (int count = spikes.next(); count > 0; count = spikes.next()) {
      visitor.spikes(spikes.steps, spikes.cells, count);
    }
  }

  /**
   * The spikes of one population, read in portions. Visitors are called elsewhere: a loop that is
   * compiled for one visitor would be compiled again for the next.
   */
  private final class SpikeInput {
    private static final int PORTION = 1 << 12;

    private final int size;
    private final int width;
    private final Positions blocks;
    private final long[] steps = new long[PORTION];
    private final int[] cells = new int[PORTION];
    private int nextBlock;
    private int leftOfBlock;
    private long endStep;
    private long step;
    private int leftOfStep;

    SpikeInput(int size, Positions blocks) {
      this.size = size;
      this.width = BlockLayout.cellBytes(size);
      this.blocks = blocks;
    }

    /** Reads as many spikes as there are and fit, and returns their number. */
    int next() throws IOException {
      int filled = 0;
      while (filled < PORTION) {
        if (leftOfStep == 0) {
          if (leftOfBlock == 0 && nextBlock == blocks.size()) {
            return filled;
          } else if (leftOfBlock == 0) {
            beginBlock();
            continue;
          }
          beginStep();
        }
        int some = Math.min(leftOfStep, PORTION - filled);
        input.cells(cells, filled, some, width);
        Arrays.fill(steps, filled, filled + some, step);
        filled += some;
        leftOfStep -= some;
      }
      return filled;
    }

    private void beginBlock() throws IOException {
      select(blocks, nextBlock++);
      ByteBuffer prefix = input.need(BlockLayout.SPIKES_PREFIX_BYTES);
      step = prefix.getLong() - 1;
      endStep = step + 1 + prefix.getInt();
      leftOfBlock = prefix.getInt();
    }

    private void beginStep() throws IOException {
      step += 1L + input.varint();
      leftOfStep = input.varint();
      if (step >= endStep || leftOfStep <= 0 || leftOfStep > Math.min(leftOfBlock, size)) {
        throw input.damage("spikes do not fit the block that holds them");
      }
      leftOfBlock -= leftOfStep;
    }
  }

  /** Number of snapshots of a plastic projection. */
  public int weightSnapshots(int weightEntry) {
    return index.positions(BlockKind.WEIGHTS, weightEntry).size();
  }

  /** Visits all weight snapshots of a plastic projection. */
  public void weights(int weightEntry, WeightVisitor visitor) throws IOException {
    float[] row = new float[header().weights().get(weightEntry).synapses()];
    Positions blocks = index.positions(BlockKind.WEIGHTS, weightEntry);
    for (int i = 0; i < blocks.size(); i++) {
      visitor.snapshot(row(blocks, i, row), row);
    }
  }

  /**
   * The weights at the end of the run, if it came that far.
   *
   * @return {@code [synapses]}, by target, then by source
   */
  public Optional<float[]> finalWeights(int weightEntry) throws IOException {
    float[] row = new float[header().weights().get(weightEntry).synapses()];
    Positions blocks = index.positions(BlockKind.FINAL_WEIGHTS, weightEntry);
    if (blocks.size() == 0) {
      return Optional.empty();
    }
    row(blocks, blocks.size() - 1, row);
    return Optional.of(row);
  }

  /** Number of samples of a state probe. */
  public int stateSamples(int stateEntry) {
    return index.positions(BlockKind.STATES, stateEntry).size();
  }

  /** Visits all samples of a state probe. */
  public void states(int stateEntry, StateVisitor visitor) throws IOException {
    float[] row = new float[header().states().get(stateEntry).cells().size()];
    Positions blocks = index.positions(BlockKind.STATES, stateEntry);
    for (int i = 0; i < blocks.size(); i++) {
      visitor.sample(row(blocks, i, row), row);
    }
  }

  /** Whether the sources of a plastic projection were written. */
  public boolean hasConnectivity(int weightEntry) {
    return index.positions(BlockKind.CONNECTIVITY, weightEntry).size() > 0;
  }

  /**
   * Where the synapses of each target begin.
   *
   * @return a new array {@code [targets + 1]}
   * @throws UncheckedIOException if they were not written or cannot be read
   */
  public int[] postOffsets(int weightEntry) {
    return connectivity(weightEntry)[0];
  }

  /**
   * The source cell of each synapse, by target, then ascending.
   *
   * @return a new array {@code [synapses]}
   * @throws UncheckedIOException if they were not written or cannot be read
   */
  public int[] pre(int weightEntry) {
    return connectivity(weightEntry)[1];
  }

  private int[][] connectivity(int weightEntry) {
    try {
      Positions blocks = index.positions(BlockKind.CONNECTIVITY, weightEntry);
      String projection = header().weights().get(weightEntry).projection();
      if (blocks.size() == 0) {
        throw new RecordingFormatException("no connectivity of " + projection + " was recorded");
      }
      select(blocks, blocks.size() - 1);
      int offsets = input.need(Integer.BYTES).getInt();
      int synapses = header().weights().get(weightEntry).synapses();
      if (input.length() != (1L + offsets + synapses) * Integer.BYTES || offsets < 0) {
        throw input.damage("connectivity of another size than that of " + projection);
      }
      int[][] read = {new int[offsets], new int[synapses]};
      input.ints(read[0]);
      input.ints(read[1]);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a block of one step and a row of values. */
  private long row(Positions blocks, int block, float[] row) throws IOException {
    select(blocks, block);
    long step = input.need(Long.BYTES).getLong();
    if (input.length() != Long.BYTES + (long) row.length * Float.BYTES) {
      throw input.damage("a row of another length than " + row.length);
    }
    input.floats(row);
    return step;
  }

  /**
   * Reads all blocks before a position, to see whether any is damaged.
   *
   * @throws RecordingFormatException if one is
   */
  public void verify(RecordingPosition end) throws IOException {
    for (Positions blocks : index.all()) {
      for (int i = 0; i < blocks.size(); i++) {
        boolean before =
            blocks.segment(i) < end.segment()
                || blocks.segment(i) == end.segment() && blocks.position(i) < end.bytes();
        if (before) {
          select(blocks, i);
        }
      }
    }
  }

  private void select(Positions blocks, int block) throws IOException {
    SegmentFile segment = segments.get(blocks.segment(block));
    long position = blocks.position(block);
    if (!input.select(segment, position)) {
      throw segment.damage(position, "the block is gone since the recording was opened");
    }
    if (!input.verify()) {
      throw input.damage("damaged block of " + input.kind());
    }
  }

  @Override
  public void close() throws IOException {
    closeAll(segments);
  }

  private static void closeAll(List<SegmentFile> segments) throws IOException {
    for (SegmentFile segment : segments) {
      segment.channel().close();
    }
  }
}
