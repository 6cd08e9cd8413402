package olivo.record.format;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import olivo.model.CellRange;
import olivo.model.SampleSteps;

/**
 * What a recording holds. Stored as JSON in the first block of every segment.
 *
 * @param formatVersion version of the log format, see {@link #versionFor}
 * @param topology name of the topology
 * @param topologySha256 hash of the resolved topology, hexadecimal
 * @param version version of Olivo
 * @param seed seed of the run
 * @param dtMs length of a step in ms
 * @param plannedSteps steps that the run is meant to have
 * @param binSteps width of the bins of dense spike counts in steps; 0 where none are wanted
 * @param populations all populations, in the order of the topology
 * @param weights all plastic projections, in the order of the topology
 * @param states all state probes, in the order of the topology
 */
public record RecordingHeader(
    int formatVersion,
    String topology,
    String topologySha256,
    String version,
    long seed,
    double dtMs,
    long plannedSteps,
    int binSteps,
    List<PopulationEntry> populations,
    List<WeightEntry> weights,
    List<StateEntry> states) {
  /** The version of recordings of whole runs. */
  public static final int FORMAT_VERSION = 1;

  /**
   * The version of recordings in which something is recorded of some cells or in a window of the
   * run only, which readers of the first would take for silence.
   */
  public static final int PARTIAL_FORMAT_VERSION = 2;

  private static final Gson GSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  public RecordingHeader {
    Objects.requireNonNull(topology, "topology");
    Objects.requireNonNull(topologySha256, "topologySha256");
    Objects.requireNonNull(version, "version");
    populations = List.copyOf(populations);
    weights = List.copyOf(weights);
    states = List.copyOf(states);
    if (!(dtMs > 0) || plannedSteps < 0 || binSteps < 0) {
      throw new IllegalArgumentException(
          "no recording of " + plannedSteps + " steps of " + dtMs + " ms in bins of " + binSteps);
    }
    if (formatVersion < versionFor(populations, weights, states)) {
      throw new IllegalArgumentException(
          "recordings of a part of a run are not of format version " + formatVersion);
    }
  }

  /** Whether this build reads and writes a version. */
  static boolean isKnown(int version) {
    return version == FORMAT_VERSION || version == PARTIAL_FORMAT_VERSION;
  }

  /** The lowest version that says everything about a recording. */
  public static int versionFor(
      List<PopulationEntry> populations, List<WeightEntry> weights, List<StateEntry> states) {
    boolean partial =
        populations.stream().anyMatch(PopulationEntry::isPartial)
            || weights.stream().anyMatch(entry -> entry.window() != null)
            || states.stream().anyMatch(entry -> entry.window() != null);
    return partial ? PARTIAL_FORMAT_VERSION : FORMAT_VERSION;
  }

  /**
   * A part of a run.
   *
   * @param fromStep first step
   * @param endStep first step after it
   */
  public record StepWindow(long fromStep, long endStep) {
    public StepWindow {
      if (fromStep < 0 || endStep < fromStep) {
        throw new IllegalArgumentException("no window [" + fromStep + ", " + endStep + ")");
      }
    }

    private static SampleSteps samples(StepWindow window, int everySteps) {
      return window == null
          ? SampleSteps.every(everySteps)
          : new SampleSteps(everySteps, window.fromStep(), window.endStep());
    }
  }

  /**
   * A population of the run.
   *
   * @param name its name
   * @param size number of cells
   * @param recorded whether its spikes are written down; digests and counts cover it in any case
   * @param cells cells whose spikes are written down, ascending and apart; null for all
   * @param window when they are written down; null for the whole run
   */
  public record PopulationEntry(
      String name, int size, boolean recorded, List<CellRange> cells, StepWindow window) {
    public PopulationEntry {
      Objects.requireNonNull(name, "name");
      if (size < 0) {
        throw new IllegalArgumentException("population " + name + " of " + size + " cells");
      }
      if (cells != null) {
        cells = List.copyOf(cells);
        int end = 0;
        for (CellRange range : cells) {
          if (range.firstCell() < end || range.endCell() > size) {
            throw new IllegalArgumentException("population " + name + " has no cells " + range);
          }
          end = range.endCell();
        }
      }
    }

    /** A population of which all spikes are written down, or none. */
    public PopulationEntry(String name, int size, boolean recorded) {
      this(name, size, recorded, null, null);
    }

    /** Whether some of its spikes are written down and others are not. */
    public boolean isPartial() {
      return cells != null || window != null;
    }

    /** The cells whose spikes are written down where it is recorded. */
    public List<CellRange> recordedCells() {
      return cells == null ? List.of(new CellRange(0, size)) : cells;
    }

    /** When spikes are written down, in a recording of so many steps. */
    public StepWindow recordedWindow(long steps) {
      long from = window == null ? 0 : Math.min(window.fromStep(), steps);
      long end = window == null ? steps : Math.min(window.endStep(), steps);
      return new StepWindow(from, Math.max(from, end));
    }
  }

  /**
   * A plastic projection.
   *
   * @param projection its name
   * @param from name of the source population
   * @param to name of the target population
   * @param synapses number of synapses, thus of weights
   * @param everySteps interval of the snapshots in steps; 0 where only the final weights are kept
   * @param wMin lower bound of a weight
   * @param wMax upper bound of a weight
   * @param window when snapshots are taken; null for the whole run
   */
  public record WeightEntry(
      String projection,
      String from,
      String to,
      int synapses,
      int everySteps,
      double wMin,
      double wMax,
      StepWindow window) {
    /** With snapshots during the whole run, if any. */
    public WeightEntry(
        String projection,
        String from,
        String to,
        int synapses,
        int everySteps,
        double wMin,
        double wMax) {
      this(projection, from, to, synapses, everySteps, wMin, wMax, null);
    }

    /** The steps at whose beginning snapshots are taken. */
    public SampleSteps snapshots() {
      return everySteps == 0 ? SampleSteps.NEVER : StepWindow.samples(window, everySteps);
    }

    public WeightEntry {
      Objects.requireNonNull(projection, "projection");
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
      if (synapses < 0 || everySteps < 0) {
        throw new IllegalArgumentException(
            "projection " + projection + ": " + synapses + " synapses every " + everySteps);
      }
    }
  }

  /**
   * A sampled state variable of some cells of one population.
   *
   * @param population name of the population
   * @param variable {@code V_m} or {@code G_<projection>}
   * @param unit mV or nS
   * @param cells the cells sampled, in the order of the values
   * @param everySteps interval of the samples in steps
   * @param window when samples are taken; null for the whole run
   */
  public record StateEntry(
      String population,
      String variable,
      String unit,
      List<Integer> cells,
      int everySteps,
      StepWindow window) {
    /** With samples during the whole run. */
    public StateEntry(
        String population, String variable, String unit, List<Integer> cells, int everySteps) {
      this(population, variable, unit, cells, everySteps, null);
    }

    /** The steps at whose end samples are taken. */
    public SampleSteps samples() {
      return StepWindow.samples(window, everySteps);
    }

    public StateEntry {
      Objects.requireNonNull(population, "population");
      Objects.requireNonNull(variable, "variable");
      Objects.requireNonNull(unit, "unit");
      cells = List.copyOf(cells);
      if (everySteps <= 0) {
        throw new IllegalArgumentException(
            "state " + variable + " of " + population + " every " + everySteps + " steps");
      }
    }
  }

  String toJson() {
    return GSON.toJson(this);
  }

  /**
   * Reads a header.
   *
   * @param origin where it was found, for messages
   * @throws RecordingFormatException if it is of another version or not a header at all
   */
  static RecordingHeader fromJson(String json, String origin) throws RecordingFormatException {
    try {
      JsonObject object = GSON.fromJson(json, JsonObject.class);
      int found = object.get("formatVersion").getAsInt();
      if (!isKnown(found)) {
        throw new RecordingFormatException(
            origin
                + " is of format version "
                + found
                + ", this build reads "
                + FORMAT_VERSION
                + " and "
                + PARTIAL_FORMAT_VERSION);
      }
      return GSON.fromJson(object, RecordingHeader.class);
    } catch (RuntimeException e) {
      // Gson wraps what a record's constructor throws in a bare RuntimeException.
      throw new RecordingFormatException(origin + " holds no valid header: " + e.getMessage(), e);
    }
  }
}
