package olivo.record.checkpoint;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.model.StateArrays;
import olivo.record.format.RecordingPosition;

/**
 * A checkpoint as an HDF5 file. A file of this name is always whole: it is written under another
 * one and then renamed.
 */
public final class CheckpointFile {
  private static final int FORMAT_VERSION = 1;
  private static final String VERSION = "format_version";
  private static final String STEP = "step";
  private static final String TOPOLOGY = "topology_sha256";
  private static final String CHECKSUM = "crc32c";
  private static final String RECORDING = "recording";
  private static final String UNRECORDED = "unrecorded";
  private static final String POPULATIONS = "populations";
  private static final String PROJECTIONS = "projections";
  private static final String SPIKES = "spikes";
  private static final String FIRST_STEP = "first_step";
  private static final String OFFSETS = "step_offsets";
  private static final String CELLS = "cells";

  private CheckpointFile() {}

  /** Writes a checkpoint in place of an earlier one. */
  public static void write(Path file, KeptRun run) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Checkpoint checkpoint = run.checkpoint();
    Map<String, StateArrays> spikes = new TreeMap<>();
    checkpoint.spikes().forEach((name, batch) -> spikes.put(name, arraysOf(batch)));
    Checksum checksum = new Checksum();
    try (WritableHdfFile hdf = HdfFile.write(temporary)) {
      hdf.putAttribute(VERSION, FORMAT_VERSION);
      hdf.putAttribute(STEP, checkpoint.step());
      hdf.putAttribute(TOPOLOGY, run.topologySha256());
      put(hdf, RECORDING, run.recording());
      run.unrecorded().ifPresent(position -> put(hdf, UNRECORDED, position));
      put(hdf.putGroup(POPULATIONS), new TreeMap<>(checkpoint.populations()), checksum);
      put(hdf.putGroup(PROJECTIONS), new TreeMap<>(checkpoint.projections()), checksum);
      put(hdf.putGroup(SPIKES), spikes, checksum);
      hdf.putAttribute(CHECKSUM, checksum.value());
    } catch (HdfException e) {
      throw new IOException("cannot write " + temporary + ": " + e.getMessage(), e);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void put(WritableHdfFile hdf, String name, RecordingPosition position) {
    hdf.putAttribute(name + "_segment", position.segment());
    hdf.putAttribute(name + "_bytes", position.bytes());
  }

  private static void put(WritableGroup kind, Map<String, StateArrays> states, Checksum checksum) {
    states.forEach(
        (name, arrays) -> {
          WritableGroup group = kind.putGroup(name);
          new TreeMap<>(arrays.arrays())
              .forEach(
                  (array, values) -> {
                    // HDF5 by way of this library knows no empty arrays.
                    if (Array.getLength(values) > 0) {
                      group.putDataset(array, values);
                      checksum.add(kind.getName() + "/" + name + "/" + array, values);
                    }
                  });
        });
  }

  private static StateArrays arraysOf(SpikeBatch batch) {
    Epoch epoch = batch.epoch();
    int[] offsets = new int[epoch.steps() + 1];
    for (int i = 0; i < epoch.steps(); i++) {
      offsets[i + 1] = batch.end(epoch.firstStep() + i);
    }
    int[] cells = new int[batch.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = batch.cell(i);
    }
    StateArrays arrays = new StateArrays();
    arrays.put(FIRST_STEP, new long[] {epoch.firstStep()});
    arrays.put(OFFSETS, offsets);
    arrays.put(CELLS, cells);
    return arrays;
  }

  /**
   * Reads a checkpoint.
   *
   * @throws CheckpointFormatException if the file is not one, of another version, or damaged
   */
  public static KeptRun read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointFormatException("there is no checkpoint " + file, null);
    }
    try (HdfFile hdf = new HdfFile(file)) {
      int version = (Integer) attribute(hdf, VERSION);
      if (version != FORMAT_VERSION) {
        throw new CheckpointFormatException(
            file + " is of format version " + version + ", this build reads " + FORMAT_VERSION,
            null);
      }
      Checksum checksum = new Checksum();
      Map<String, StateArrays> populations = states(hdf, POPULATIONS, checksum);
      Map<String, StateArrays> projections = states(hdf, PROJECTIONS, checksum);
      Map<String, SpikeBatch> spikes = new LinkedHashMap<>();
      states(hdf, SPIKES, checksum).forEach((name, arrays) -> spikes.put(name, batchOf(arrays)));
      if (checksum.value() != (Long) attribute(hdf, CHECKSUM)) {
        throw new CheckpointFormatException(file + " is damaged: its checksum differs", null);
      }
      return new KeptRun(
          new Checkpoint((Long) attribute(hdf, STEP), populations, projections, spikes),
          (String) attribute(hdf, TOPOLOGY),
          position(hdf, RECORDING),
          hdf.getAttribute(UNRECORDED + "_segment") == null
              ? Optional.empty()
              : Optional.of(position(hdf, UNRECORDED)));
    } catch (HdfException | ClassCastException | IllegalArgumentException e) {
      throw new CheckpointFormatException(file + " is no checkpoint: " + e.getMessage(), e);
    }
  }

  private static Object attribute(Node node, String name) {
    if (node.getAttribute(name) == null) {
      throw new IllegalArgumentException("it has no attribute " + name);
    }
    return node.getAttribute(name).getData();
  }

  private static RecordingPosition position(HdfFile hdf, String name) {
    return new RecordingPosition(
        (Integer) attribute(hdf, name + "_segment"), (Long) attribute(hdf, name + "_bytes"));
  }

  private static Map<String, StateArrays> states(HdfFile hdf, String kind, Checksum checksum) {
    Map<String, StateArrays> states = new TreeMap<>();
    for (Node node : ((Group) hdf.getByPath(kind)).getChildren().values()) {
      StateArrays arrays = new StateArrays();
      Map<String, Node> datasets = new TreeMap<>(((Group) node).getChildren());
      datasets.forEach((name, dataset) -> put(arrays, name, ((Dataset) dataset).getData()));
      states.put(node.getName(), arrays);
    }
    states.forEach(
        (name, arrays) ->
            arrays
                .arrays()
                .forEach((array, values) -> checksum.add(kind + "/" + name + "/" + array, values)));
    return states;
  }

  private static void put(StateArrays arrays, String name, Object values) {
    if (values instanceof float[] floats) {
      arrays.put(name, floats);
    } else if (values instanceof int[] ints) {
      arrays.put(name, ints);
    } else {
      arrays.put(name, (long[]) values);
    }
  }

  private static SpikeBatch batchOf(StateArrays arrays) {
    int[] offsets = (int[]) arrays.arrays().get(OFFSETS);
    if (offsets == null || offsets.length < 2) {
      throw new IllegalArgumentException("spikes without steps");
    }
    StateArrays.Reader reader = arrays.reader();
    long first = reader.longs(FIRST_STEP, 1)[0];
    return new SpikeBatch(
        new Epoch(first, first + offsets.length - 1),
        offsets,
        reader.ints(CELLS, offsets[offsets.length - 1]));
  }
}
