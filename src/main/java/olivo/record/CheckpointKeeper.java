package olivo.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import olivo.model.Checkpoint;
import olivo.model.SpikeBatch;
import olivo.record.checkpoint.CheckpointFile;
import olivo.record.checkpoint.KeptRun;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingPosition;
import olivo.record.format.RecordingWriter;

/**
 * Keeps the checkpoints of a run in a directory: the latest state, and all spikes that the
 * recording of the run leaves out, since digests cover them.
 */
public final class CheckpointKeeper implements AutoCloseable {
  private static final String STATE = "state.h5";
  private static final String UNRECORDED = "unrecorded";
  private static final String EVERY_STEPS = "every_steps";

  private final Path directory;
  private final RecordingHeader header;
  private final Optional<RecordingWriter> unrecorded;

  private CheckpointKeeper(
      Path directory, RecordingHeader header, Optional<RecordingWriter> unrecorded) {
    this.directory = directory;
    this.header = header;
    this.unrecorded = unrecorded;
  }

  /** Of a run that begins. */
  public static CheckpointKeeper create(Path directory, RecordingHeader header, long everySteps)
      throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(EVERY_STEPS), everySteps + "\n");
    Optional<RecordingHeader> rest = PastSpikes.unrecordedOf(header);
    return new CheckpointKeeper(
        directory,
        header,
        rest.isEmpty()
            ? Optional.empty()
            : Optional.of(RecordingWriter.create(directory.resolve(UNRECORDED), rest.get())));
  }

  /**
   * Of a run that goes on with its latest checkpoint.
   *
   * @param everySteps steps from one checkpoint to the next, from now on; 0 for no further one
   */
  public static CheckpointKeeper reopen(
      Path directory, RecordingHeader header, KeptRun kept, long everySteps) throws IOException {
    if (everySteps > 0) {
      Files.writeString(directory.resolve(EVERY_STEPS), everySteps + "\n");
    }
    Optional<RecordingHeader> rest = PastSpikes.unrecordedOf(header);
    return new CheckpointKeeper(
        directory,
        header,
        rest.isEmpty()
            ? Optional.empty()
            : Optional.of(
                RecordingWriter.reopen(
                    directory.resolve(UNRECORDED),
                    rest.get(),
                    kept.checkpoint().step(),
                    kept.unrecorded().orElseThrow())));
  }

  /** The latest checkpoint in a directory, if there is one. */
  public static Optional<KeptRun> latest(Path directory) throws IOException {
    Path file = directory.resolve(STATE);
    return Files.exists(file) ? Optional.of(CheckpointFile.read(file)) : Optional.empty();
  }

  /** Steps from one checkpoint to the next, as a directory was made for. */
  public static OptionalLong everySteps(Path directory) throws IOException {
    Path file = directory.resolve(EVERY_STEPS);
    if (!Files.exists(file)) {
      return OptionalLong.empty();
    }
    String text = Files.readString(file).strip();
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new IOException(file + " holds no number of steps");
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  /** Takes the spikes of a population in an epoch, if they are recorded nowhere else. */
  void spikes(int population, SpikeBatch batch) throws IOException {
    if (!PastSpikes.isWhole(header.populations().get(population))) {
      unrecorded.orElseThrow().spikes(population, batch);
    }
  }

  /** Everything up to a step is there. */
  void end(long steps) throws IOException {
    if (unrecorded.isPresent()) {
      unrecorded.get().end(steps);
    }
  }

  /** Keeps a checkpoint in place of the one before. */
  void keep(Checkpoint checkpoint, RecordingPosition recording) throws IOException {
    CheckpointFile.write(
        directory.resolve(STATE),
        new KeptRun(
            checkpoint,
            header.topologySha256(),
            recording,
            unrecorded.map(RecordingWriter::position)));
  }

  /** All spikes so far of a run whose recording is in a directory. */
  PastSpikes past(Path recording) {
    return new PastSpikes(recording, directory.resolve(UNRECORDED));
  }

  @Override
  public void close() throws IOException {
    if (unrecorded.isPresent()) {
      unrecorded.get().close();
    }
  }
}
