package olivo.record.sonata;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import olivo.model.TimeStep;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.StateEntry;

/**
 * Writes spikes and sampled states of a recording as SONATA files (Dai et al. 2020, The SONATA data
 * format for efficient description of large-scale network models, PLoS Computational Biology 16).
 *
 * <p>A file is put together in memory: 16 bytes for each spike of all populations, 4 for each value
 * of a probe. Each appears under its name once it is complete.
 */
public final class SonataExport {
  private static final int MAGIC = 0x0A7A;
  private static final int[] VERSION = {0, 1};
  private static final String UNITS = "units";
  private static final String MS = "ms";

  private final Recording recording;
  private final RecordingHeader header;
  private final TimeStep step;
  private final Path directory;

  private SonataExport(Recording recording, Path directory) {
    this.recording = recording;
    this.header = recording.header();
    this.step = new TimeStep(header.dtMs());
    this.directory = directory;
  }

  /**
   * Writes {@code spikes.h5} and a report for each state probe.
   *
   * @param directory where to; created if need be
   * @return the files
   * @throws IOException if the recording is damaged or a file cannot be written
   */
  public static List<Path> write(Recording recording, Path directory) throws IOException {
    Files.createDirectories(directory);
    SonataExport export = new SonataExport(recording, directory);
    List<Path> files = new ArrayList<>();
    files.add(export.spikes());
    for (int entry = 0; entry < export.header.states().size(); entry++) {
      if (recording.stateSamples(entry) > 0) {
        files.add(export.report(entry));
      }
    }
    return files;
  }

  private Path write(String name, Consumer<WritableHdfFile> content) throws IOException {
    Path file = directory.resolve(name);
    Path partial = directory.resolve("." + name + ".partial");
    try {
      try (WritableHdfFile hdf = HdfFile.write(partial)) {
        hdf.putAttribute("magic", MAGIC);
        hdf.putAttribute("version", VERSION);
        content.accept(hdf);
      } catch (HdfException e) {
        throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
      }
      return Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private Path spikes() throws IOException {
    List<Trains> all = new ArrayList<>();
    for (int population = 0; population < header.populations().size(); population++) {
      Trains trains = new Trains();
      recording.spikes(population, trains::add);
      all.add(trains);
    }
    return write(
        "spikes.h5",
        hdf -> {
          WritableGroup group = hdf.putGroup("spikes");
          for (int population = 0; population < all.size(); population++) {
            // The library has no empty datasets, so silent populations are left out.
            if (all.get(population).size > 0) {
              all.get(population).put(group.putGroup(header.populations().get(population).name()));
            }
          }
        });
  }

  /** Spikes by time, then by cell. The time of a spike is that at which its step begins. */
  private final class Trains {
    private double[] timestamps = new double[1024];
    private long[] nodeIds = new long[1024];
    private int size;

    private void add(long atStep, int cell) {
      if (size == nodeIds.length) {
        timestamps = Arrays.copyOf(timestamps, 2 * size);
        nodeIds = Arrays.copyOf(nodeIds, 2 * size);
      }
      timestamps[size] = step.toDecimalMs(atStep);
      nodeIds[size++] = cell;
    }

    private void put(WritableGroup group) {
      WritableDataset times = group.putDataset("timestamps", Arrays.copyOf(timestamps, size));
      times.putAttribute(UNITS, MS);
      group.putDataset("node_ids", Arrays.copyOf(nodeIds, size));
    }
  }

  /** Cells of a probe as compartment reports of point cells; one variable a file. */
  private Path report(int entry) throws IOException {
    StateEntry probe = header.states().get(entry);
    int cells = probe.cells().size();
    float[][] data = new float[recording.stateSamples(entry)][];
    long[] firstStep = {-1};
    int[] taken = {0};
    recording.states(
        entry,
        (atStep, values) -> {
          if (taken[0] == 0) {
            firstStep[0] = atStep;
          }
          data[taken[0]++] = values.clone();
        });
    // A sample is the state at the end of its step.
    double startMs = step.toDecimalMs(firstStep[0] + 1);
    double stopMs = step.toDecimalMs(firstStep[0] + 1 + (long) data.length * probe.everySteps());
    long[] pointers = new long[cells + 1];
    Arrays.setAll(pointers, i -> i);
    return write(
        probe.population() + "_" + probe.variable() + ".h5",
        hdf -> {
          WritableGroup population = hdf.putGroup("report").putGroup(probe.population());
          population.putDataset("data", data).putAttribute(UNITS, probe.unit());
          WritableGroup mapping = population.putGroup("mapping");
          mapping.putDataset("node_ids", probe.cells().stream().mapToLong(cell -> cell).toArray());
          // Readers differ in the name.
          mapping.putDataset("index_pointers", pointers);
          mapping.putDataset("index_pointer", pointers);
          mapping.putDataset("element_ids", new int[cells]);
          double everyMs = step.toDecimalMs(probe.everySteps());
          mapping
              .putDataset("time", new double[] {startMs, stopMs, everyMs})
              .putAttribute(UNITS, MS);
        });
  }
}
