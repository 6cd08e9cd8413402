package olivo.record;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.StepWindow;
import olivo.record.format.RecordingHeader.WeightEntry;

/**
 * Writes a recording as an archive of NumPy arrays, laid out as in docs/formats.md.
 *
 * <p>Arrays are streamed: memory is bounded by one row of each and by the connectivity of one
 * projection.
 */
public final class NpzExport {
  private static final int MAX_COUNT = 0xFFFF;
  private static final String OLIVE = "IO";
  private static final String POTENTIAL = "V_m";
  private static final int PAIR = 2;

  private final Recording recording;
  private final RecordingHeader header;
  private final NpzWriter npz;
  private final Map<String, Integer> usesOfKey = new HashMap<>();

  private NpzExport(Recording recording, NpzWriter npz) {
    this.recording = recording;
    this.header = recording.header();
    this.npz = npz;
  }

  /**
   * Writes everything into one archive. The file appears under its name once it is complete.
   *
   * @param recording what to export
   * @param digests what to put under {@code digests} in the archive's {@code meta}, such as {@code
   *     spikes} and {@code weights}; may be empty
   * @param file the archive; an older one is replaced
   * @throws IOException if the recording is damaged, the archive cannot be written, or a cell has
   *     more spikes in one bin than 16 bits can count
   */
  public static void write(Recording recording, Map<String, String> digests, Path file)
      throws IOException {
    Path absolute = file.toAbsolutePath();
    Path partial = absolute.resolveSibling("." + absolute.getFileName() + ".partial");
    try {
      try (NpzWriter npz = new NpzWriter(partial)) {
        new NpzExport(recording, npz).writeAll(digests);
        npz.end();
      }
      Files.move(
          partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private void writeAll(Map<String, String> digests) throws IOException {
    for (int population = 0; population < header.populations().size(); population++) {
      if (header.populations().get(population).recorded()) {
        spikes(population);
      }
    }
    boolean first = true;
    for (int entry = 0; entry < header.weights().size(); entry++) {
      if (recording.weightSnapshots(entry) > 0) {
        weights(entry, first ? "weights" : key(header.weights().get(entry)) + "_weights");
        first = false;
      }
      if (recording.hasConnectivity(entry)) {
        connectivity(entry);
      }
    }
    states();
    byte[] meta = new Gson().toJson(meta(digests)).getBytes(StandardCharsets.UTF_8);
    npz.begin("meta", "|u1", Byte.BYTES, meta.length);
    npz.bytes(meta);
    npz.finish();
  }

  private void spikes(int population) throws IOException {
    PopulationEntry entry = header.populations().get(population);
    long[] count = {0};
    if (entry.cells() != null) {
      ints(unique(entry.name() + "_cells"), cells(entry));
    }
    if (header.binSteps() > 0) {
      count[0] = counts(population, entry);
    } else {
      recording.portions(population, (steps, cells, spikes) -> count[0] += spikes);
    }
    npz.begin(unique(entry.name() + "_spike_steps"), "<i8", Long.BYTES, count[0]);
    recording.portions(population, (steps, cells, spikes) -> npz.longs(steps, spikes));
    npz.finish();
    npz.begin(unique(entry.name() + "_spike_ids"), "<i4", Integer.BYTES, count[0]);
    recording.portions(population, (steps, cells, spikes) -> npz.ints(cells, spikes));
    npz.finish();
  }

  private static int[] cells(PopulationEntry entry) {
    return entry.recordedCells().stream()
        .flatMapToInt(range -> IntStream.range(range.firstCell(), range.endCell()))
        .toArray();
  }

  /**
   * Writes the dense counts, of recorded cells in bins that were recorded from end to end, and
   * returns the number of spikes, those in no bin included.
   */
  private long counts(int population, PopulationEntry entry) throws IOException {
    StepWindow window = entry.recordedWindow(recording.recordedSteps());
    int width = header.binSteps();
    long firstBin = (window.fromStep() + width - 1) / width;
    long endBin = Math.max(firstBin, window.endStep() / width);
    int[] cells = cells(entry);
    npz.begin(
        unique(entry.name() + "_spikes"), "<u2", Short.BYTES, endBin - firstBin, cells.length);
    BinnedCounts counts = new BinnedCounts(entry, cells, firstBin, endBin);
    recording.portions(population, counts);
    counts.rowsBefore(endBin);
    npz.finish();
    if (entry.window() != null) {
      npz.begin(unique(entry.name() + "_bin_steps"), "<i8", Long.BYTES, endBin - firstBin);
      for (long bin = firstBin; bin < endBin; bin++) {
        npz.room(Long.BYTES).putLong(bin * width);
      }
      npz.finish();
    }
    return counts.spikes;
  }

  /** One row of counts at a time. */
  private final class BinnedCounts implements Recording.PortionVisitor {
    private final PopulationEntry entry;
    private final int[] columnOfCell;
    private final long endBin;
    private final short[] row;
    private final long firstStep;
    private long bin;
    private long binEnd;
    private boolean silent = true;
    private long spikes;

    BinnedCounts(PopulationEntry entry, int[] cells, long firstBin, long endBin) {
      this.entry = entry;
      this.bin = firstBin;
      this.endBin = endBin;
      this.firstStep = firstBin * header.binSteps();
      this.binEnd = firstStep + header.binSteps();
      this.row = new short[cells.length];
      this.columnOfCell = new int[entry.size()];
      for (int column = 0; column < cells.length; column++) {
        columnOfCell[cells[column]] = column;
      }
    }

    @Override
    public void spikes(long[] steps, int[] cells, int count) throws IOException {
      spikes += count;
      for (int i = 0; i < count; i++) {
        if (steps[i] >= binEnd) {
          rowsBefore(Math.min(endBin, steps[i] / header.binSteps()));
        }
        if (steps[i] >= firstStep && bin < endBin) {
          silent = false;
          if (++row[columnOfCell[cells[i]]] == 0) {
            throw tooMany(cells[i]);
          }
        }
      }
    }

    private IOException tooMany(int cell) {
      return new IOException(
          "cell "
              + cell
              + " of "
              + entry.name()
              + " has more than "
              + MAX_COUNT
              + " spikes in a bin of "
              + header.binSteps()
              + " steps; record with narrower bins");
    }

    void rowsBefore(long end) throws IOException {
      while (bin < end) {
        npz.shorts(row);
        if (!silent) {
          Arrays.fill(row, (short) 0);
          silent = true;
        }
        bin++;
        binEnd += header.binSteps();
      }
    }
  }

  private void weights(int entry, String key) throws IOException {
    int snapshots = recording.weightSnapshots(entry);
    long[] steps = new long[snapshots];
    int[] row = {0};
    String name = unique(key);
    npz.begin(name, "<f4", Float.BYTES, snapshots, header.weights().get(entry).synapses());
    recording.weights(
        entry,
        (step, weights) -> {
          steps[row[0]++] = step;
          npz.floats(weights);
        });
    npz.finish();
    npz.begin(name + "_steps", "<i8", Long.BYTES, snapshots);
    npz.longs(steps, snapshots);
    npz.finish();
  }

  private void connectivity(int entry) throws IOException {
    String key = key(header.weights().get(entry));
    ints(unique(key + "_pre"), recording.pre(entry));
    ints(unique(key + "_post_offsets"), recording.postOffsets(entry));
  }

  private void ints(String key, int[] values) throws IOException {
    npz.begin(key, "<i4", Integer.BYTES, values.length);
    npz.ints(values, values.length);
    npz.finish();
  }

  private void states() throws IOException {
    // Readers of the pair's potentials expect three columns under the plain name, however many
    // cells and probes there are.
    int pair = pair();
    if (pair >= 0) {
      trace(pair, PAIR);
    }
    for (int entry = 0; entry < header.states().size(); entry++) {
      int cells = header.states().get(entry).cells().size();
      if (entry != pair || cells > PAIR) {
        trace(entry, cells);
      }
    }
  }

  /** The first entry that samples the potentials of two olives or more, or -1. */
  private int pair() {
    for (int entry = 0; entry < header.states().size(); entry++) {
      StateEntry state = header.states().get(entry);
      if (state.population().equals(OLIVE)
          && state.variable().equals(POTENTIAL)
          && state.cells().size() >= PAIR) {
        return entry;
      }
    }
    return -1;
  }

  private void trace(int entry, int cells) throws IOException {
    StateEntry state = header.states().get(entry);
    String kind = state.variable().equals(POTENTIAL) ? "voltage" : state.variable();
    String key = (state.population() + "_" + kind + "_trace").toLowerCase(Locale.ROOT);
    npz.begin(unique(key), "<f8", Double.BYTES, recording.stateSamples(entry), 1L + cells);
    recording.states(
        entry,
        (step, values) -> {
          // A sample is the state at the end of its step.
          npz.room(Double.BYTES).putDouble((step + 1) * header.dtMs() / 1000);
          for (int i = 0; i < cells; i++) {
            npz.room(Double.BYTES).putDouble(values[i]);
          }
        });
    npz.finish();
  }

  private JsonObject meta(Map<String, String> digests) {
    JsonObject meta = new JsonObject();
    meta.addProperty("topology", header.topology());
    meta.addProperty("topology_sha256", header.topologySha256());
    meta.addProperty("version", header.version());
    meta.addProperty("seed", header.seed());
    meta.addProperty("dt_ms", header.dtMs());
    meta.addProperty("n_steps", recording.recordedSteps());
    meta.addProperty("planned_steps", header.plannedSteps());
    meta.addProperty("log_stride", header.binSteps());
    Gson gson = new Gson();
    meta.add("populations", gson.toJsonTree(header.populations()));
    meta.add("weights", gson.toJsonTree(header.weights().stream().map(NpzExport::json).toList()));
    meta.add("states", gson.toJsonTree(header.states()));
    meta.add("digests", gson.toJsonTree(new TreeMap<>(digests)));
    JsonObject units = new JsonObject();
    units.addProperty("spike_steps", "steps of dt_ms");
    units.addProperty("spikes", "spikes per cell in log_stride steps");
    units.addProperty("weights", "factor of the projection's conductance");
    units.addProperty("traces", "s, then mV for potentials and nS for conductances");
    meta.add("units", units);
    return meta;
  }

  /** Bounds may be infinite, which JSON cannot say. */
  private static JsonObject json(WeightEntry entry) {
    JsonObject json = new JsonObject();
    json.addProperty("projection", entry.projection());
    json.addProperty("from", entry.from());
    json.addProperty("to", entry.to());
    json.addProperty("synapses", entry.synapses());
    json.addProperty("every_steps", entry.everySteps());
    json.addProperty("w_min", bound(entry.wMin()));
    json.addProperty("w_max", bound(entry.wMax()));
    return json;
  }

  private static Double bound(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The projection's name without what does not suit the name of an array. */
  private static String key(WeightEntry entry) {
    return entry.projection().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** A second array of one name gets a number. */
  private String unique(String key) {
    int uses = usesOfKey.merge(key, 1, Integer::sum);
    return uses == 1 ? key : key + "_" + uses;
  }
}
