package olivo.record.format;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * What a recording holds. Stored as JSON in the first block of every segment.
 *
 * @param formatVersion version of the log format, see {@link #FORMAT_VERSION}
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
  /** The version that this build writes, and the only one so far. */
  public static final int FORMAT_VERSION = 1;

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
  }

  /**
   * A population of the run.
   *
   * @param name its name
   * @param size number of cells
   * @param recorded whether its spikes are written down; digests and counts cover it in any case
   */
  public record PopulationEntry(String name, int size, boolean recorded) {
    public PopulationEntry {
      Objects.requireNonNull(name, "name");
      if (size < 0) {
        throw new IllegalArgumentException("population " + name + " of " + size + " cells");
      }
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
   */
  public record WeightEntry(
      String projection,
      String from,
      String to,
      int synapses,
      int everySteps,
      double wMin,
      double wMax) {
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
   */
  public record StateEntry(
      String population, String variable, String unit, List<Integer> cells, int everySteps) {
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
      if (found != FORMAT_VERSION) {
        throw new RecordingFormatException(
            origin + " is of format version " + found + ", this build reads " + FORMAT_VERSION);
      }
      return GSON.fromJson(object, RecordingHeader.class);
    } catch (RuntimeException e) {
      // Gson wraps what a record's constructor throws in a bare RuntimeException.
      throw new RecordingFormatException(origin + " holds no valid header: " + e.getMessage(), e);
    }
  }
}
