package olivo.config;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the edges of a network in SONATA, the exchange format of the Allen Institute and the Blue
 * Brain Project (Dai et al. 2020, PLoS Comput. Biol. 16, e1007696), as comma-separated values.
 *
 * <p>An edge population is a group of HDF5 with the datasets {@code source_node_id} and {@code
 * target_node_id}. What edges have of their own stands in groups that are named by numbers, {@code
 * edge_group_id} and {@code edge_group_index} saying where; what they share stands in a table of
 * edge types. Of the properties, {@code syn_weight}, {@code delay} (in ms) and {@code nsyns}, the
 * number of synapses of an edge, matter.
 */
final class SonataEdges {
  private static final String WEIGHT = "syn_weight";
  private static final String DELAY = "delay";
  private static final String SYNAPSES = "nsyns";

  /** Far above what a text for the run could hold. */
  private static final int MOST_SYNAPSES = 1 << 24;

  /**
   * What is wanted of a file.
   *
   * @param file HDF5 file of the edges
   * @param population edge population; empty for the only one of the file
   * @param types table of edge types, separated by blanks, if there is one
   * @param weightUnit unit of the weights, if they are wanted
   * @param delays whether delays are wanted where the file has some
   */
  record Request(
      Path file,
      String population,
      Optional<Path> types,
      Optional<String> weightUnit,
      boolean delays) {}

  private final Request request;
  private final Group edges;
  private final long[] groupId;
  private final long[] groupIndex;
  private final long[] typeId;
  private final Map<Long, Map<String, String>> types;
  private final Map<String, double[]> properties = new HashMap<>();

  private SonataEdges(Request request, Group edges, int size) throws BadValue {
    this.request = request;
    this.edges = edges;
    this.groupId = columnOr("edge_group_id", size, false);
    this.groupIndex = columnOr("edge_group_index", size, true);
    this.typeId = columnOr("edge_type_id", size, false);
    this.types = request.types().isPresent() ? types(request.types().get()) : Map.of();
  }

  /**
   * The edges as comma-separated values with a header, one line for each synapse.
   *
   * @throws BadValue if they cannot be read; the message says why
   */
  static String text(Request request) throws BadValue {
    if (!Files.exists(request.file())) {
      throw new BadValue("no such file");
    }
    try (HdfFile file = new HdfFile(request.file())) {
      Group edges = population(file, request.population());
      long[] sources = column(edges, "source_node_id");
      long[] targets = column(edges, "target_node_id");
      if (targets.length != sources.length) {
        throw new BadValue(
            "has " + sources.length + " source_node_id and " + targets.length + " target_node_id");
      }
      return new SonataEdges(request, edges, sources.length).text(sources, targets);
    } catch (RuntimeException e) {
      // The library meets a damaged file with exceptions of every kind.
      throw new BadValue(
          "cannot be read as HDF5: " + (e.getMessage() == null ? e : e.getMessage()));
    }
  }

  private static Group population(HdfFile file, String name) throws BadValue {
    if (!(file.getChildren().get("edges") instanceof Group all)) {
      throw new BadValue("has no group /edges, which SONATA puts edges in");
    }
    List<String> names = all.getChildren().keySet().stream().sorted().toList();
    if (name.isEmpty() && names.size() != 1) {
      throw new BadValue("has several edge populations: edges must be one of " + names);
    }
    String chosen = name.isEmpty() ? names.get(0) : name;
    if (!(all.getChildren().get(chosen) instanceof Group group)) {
      throw new BadValue(
          "has no edges '" + chosen + "'" + NearMiss.hint(chosen, names) + "; it has " + names);
    }
    return group;
  }

  private String text(long[] sources, long[] targets) throws BadValue {
    boolean weights = request.weightUnit().isPresent();
    boolean delays = request.delays() && has(DELAY);
    StringBuilder text = new StringBuilder("source,target");
    if (weights) {
      text.append(",weight [").append(request.weightUnit().get()).append(']');
    }
    if (delays) {
      text.append(",delay [ms]");
    }
    text.append('\n');
    boolean multiple = has(SYNAPSES);
    long synapses = 0;
    for (int edge = 0; edge < sources.length; edge++) {
      double count = multiple ? property(SYNAPSES, edge, "1") : 1;
      if (count < 0 || count != Math.rint(count)) {
        throw new BadValue("edge " + edge + " has " + count + " synapses (" + SYNAPSES + ")");
      }
      synapses += (long) count;
      if (synapses > MOST_SYNAPSES) {
        throw new BadValue("has more than " + MOST_SYNAPSES + " synapses");
      }
      for (long k = 0; k < (long) count; k++) {
        text.append(sources[edge]).append(',').append(targets[edge]);
        if (weights) {
          text.append(',').append(property(WEIGHT, edge, null));
        }
        if (delays) {
          text.append(',').append(property(DELAY, edge, null));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** Whether any edge has a property, by its group or its type. */
  private boolean has(String property) {
    return Arrays.stream(groupId)
            .distinct()
            .anyMatch(
                id -> group(id).filter(g -> g.getChildren().containsKey(property)).isPresent())
        || types.values().stream().anyMatch(type -> type.containsKey(property));
  }

  private Optional<Group> group(long id) {
    return Optional.ofNullable(edges.getChildren().get(Long.toString(id)))
        .filter(Group.class::isInstance)
        .map(Group.class::cast);
  }

  /**
   * A property of an edge: of its own, or of its type.
   *
   * @param otherwise the value if there is none; null if there must be one
   */
  private double property(String name, int edge, String otherwise) throws BadValue {
    double[] own = own(name, groupId[edge]);
    if (own.length > 0) {
      long index = groupIndex[edge];
      if (index < 0 || index >= own.length) {
        throw new BadValue("edge " + edge + " has edge_group_index " + index + ", out of range");
      }
      return own[(int) index];
    }
    String shared = types.getOrDefault(typeId[edge], Map.of()).getOrDefault(name, otherwise);
    if (shared == null) {
      throw new BadValue(
          "edge " + edge + " has no " + name + ", neither of its own nor by its type");
    }
    return number(shared, name);
  }

  /** The values of a property in a group; empty if it has none. */
  private double[] own(String name, long id) throws BadValue {
    String path = id + "/" + name;
    double[] known = properties.get(path);
    if (known == null) {
      Node node = group(id).map(group -> group.getChildren().get(name)).orElse(null);
      known = node instanceof Dataset dataset ? doubles(dataset) : new double[0];
      properties.put(path, known);
    }
    return known;
  }

  private long[] columnOr(String name, int size, boolean ascending) throws BadValue {
    if (!edges.getChildren().containsKey(name)) {
      long[] numbers = new long[size];
      if (ascending) {
        Arrays.setAll(numbers, i -> i);
      }
      return numbers;
    }
    long[] column = column(edges, name);
    if (column.length != size) {
      throw new BadValue("has " + size + " source_node_id and " + column.length + " " + name);
    }
    return column;
  }

  private static long[] column(Group group, String name) throws BadValue {
    if (!(group.getChildren().get(name) instanceof Dataset dataset)) {
      throw new BadValue("has no dataset " + group.getPath() + name);
    }
    double[] values = doubles(dataset);
    long[] whole = new long[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (long) values[i];
      if (whole[i] != values[i]) {
        throw new BadValue(dataset.getPath() + " has " + values[i] + ", which is not whole");
      }
    }
    return whole;
  }

  /** All numbers of a dataset of any type; exact for whole ones up to 2^53. */
  private static double[] doubles(Dataset dataset) throws BadValue {
    if (dataset.isEmpty() || dataset.getSize() == 0) {
      return new double[0];
    }
    Object data = dataset.getDataFlat();
    int size = Array.getLength(data);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      Object value = Array.get(data, i);
      if (!(value instanceof Number number)) {
        throw new BadValue(dataset.getPath() + " does not hold numbers");
      }
      values[i] = value instanceof BigInteger big ? big.doubleValue() : number.doubleValue();
    }
    return values;
  }

  /** The columns of a table of edge types, by identity of the type and name of the column. */
  private static Map<Long, Map<String, String>> types(Path file) throws BadValue {
    List<String> lines;
    try {
      lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new BadValue("has edge types '" + file + "' that cannot be read");
    }
    if (lines.isEmpty() || !List.of(lines.get(0).strip().split("\\s+")).contains("edge_type_id")) {
      throw new BadValue("has edge types '" + file + "' without a column edge_type_id");
    }
    String[] names = lines.get(0).strip().split("\\s+");
    Map<Long, Map<String, String>> types = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.strip().split("\\s+");
      Map<String, String> type = new HashMap<>();
      for (int i = 0; i < Math.min(names.length, values.length); i++) {
        if (!values[i].equals("NULL")) {
          type.put(names[i], values[i]);
        }
      }
      types.put((long) number(type.get("edge_type_id"), "edge_type_id"), type);
    }
    return types;
  }

  private static double number(String text, String name) throws BadValue {
    try {
      return Double.parseDouble(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw new BadValue("has edge types of which one has " + name + " '" + text + "'");
    }
  }
}
