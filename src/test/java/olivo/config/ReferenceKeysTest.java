package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of the reference against the readers: in each part the keys that they accept and no
 * others, what is required, and of which kind a quantity is.
 */
class ReferenceKeysTest {
  private static final String VALUES = "Values";
  private static final String UNKNOWN = "zzzzzzzz";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern ACCEPTED = Pattern.compile("^unknown key.*accepted: (.*)$");
  private static final Pattern QUANTITY = Pattern.compile("needs an? ([a-z ]+) in [a-zA-Z]");
  private static final Set<String> DISTRIBUTIONS = Set.of("uniform", "normal", "lognormal");

  /** What the other topologies of these tests lack. */
  private static final String MORE =
      """
      name = more
      dt = 0.1 ms
      duration = 1 s
      populations {
        IN { size = 20, model { type = poisson-source, rate = 8 Hz } }
        E { size = 20, model { type = lif, C_m = 1 nF, g_L = 5 nS, E_L = -67 mV, V_th = -52 mV, V_reset = -60 mV, t_ref = 2 ms } }
      }
      projections {
        IN-E {
          from = IN, to = E, weight = 1 nS, delay = 1 ms
          rule { type = list, sonata { file = "no.h5" } }
          synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV }
        }
      }
      interventions = [{ at = 100 ms, scale { populations.IN.model.rate = 2 } }]
      """;

  private static final List<String> TOPOLOGIES =
      List.of(Small.TEXT, General.TEXT, Session.TEXT, MORE);

  /** Which of these are required depends on the others. */
  private static final Pattern TWO_OF_FOUR = Pattern.compile("\\.(C_m|g_L|R_m|tau_m)$");

  /** Of these places every key is a name that somebody gives, or anything goes. */
  private static final Pattern NAMES =
      Pattern.compile(
          "populations|projections|drives|define.*|plasticity|gap-junctions|expect|stimuli|placement"
              + "|record\\.(weights|potentials|conductances|spikes)|protocol\\.(trials|blocks)"
              + "|interventions\\[0]\\..*");

  /**
   * A row of a table of keys.
   *
   * @param value what the column "value" says
   * @param otherwise what the column "default" says; empty where there is none
   */
  private record Row(String value, String otherwise) {}

  /** By the first part of the path, or {@link #VALUES}: the rows of each key. */
  private static Map<String, Map<String, List<Row>>> page(Path path) throws IOException {
    Map<String, Map<String, List<Row>>> parts = new TreeMap<>();
    Map<String, List<Row>> part = new TreeMap<>();
    List<String> head = List.of();
    for (String line : Files.readAllLines(path)) {
      if (line.startsWith("## ")) {
        part = parts.computeIfAbsent(part(line.substring(3)), name -> new TreeMap<>());
      }
      if (!line.startsWith("|")) {
        head = List.of();
        continue;
      }
      List<String> cells =
          Arrays.stream(line.substring(1).split("(?<!\\\\)\\|")).map(String::strip).toList();
      if (head.isEmpty()) {
        head = cells;
      } else if (head.get(0).equals("key")) {
        int otherwise = head.indexOf("default");
        Row row = new Row(cells.get(1), otherwise < 0 ? "" : cells.get(otherwise));
        for (String key : code(cells.get(0))) {
          part.computeIfAbsent(key, name -> new ArrayList<>()).add(row);
        }
      }
    }
    return parts;
  }

  private static String part(String heading) {
    return heading.equals("Top level") ? "" : heading.replace("`", "").replaceFirst("\\..*", "");
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
  }

  private static List<LocatedProblem> problems(String text, String... sets) {
    try {
      Small.read(text, sets);
      return List.of();
    } catch (TopologyException e) {
      return e.problems();
    }
  }

  /** The part of the page to which the key at a path belongs. */
  private static String partOf(String path, Set<String> keys) {
    if (keys.containsAll(Set.of("low", "high"))) {
      return VALUES;
    }
    if (path.contains(".synapse.")) {
      return "projections";
    }
    return path.contains(".") || path.contains("[") ? path.split("[.\\[]", 2)[0] : "";
  }

  /** Puts an unknown key into every object and collects, part by part, what is accepted there. */
  private static Map<String, Set<String>> accepted() {
    Map<String, Set<String>> parts = new TreeMap<>();
    for (String topology : TOPOLOGIES) {
      String text =
          topology.replaceAll("(?<!\\$)\\{", "{ " + UNKNOWN + " = 1, ") + "\n" + UNKNOWN + " = 1\n";
      text = text.replace("rule = one-to-one", "rule { type = one-to-one, zzzzzzzz = 1 }");
      for (LocatedProblem problem : problems(text)) {
        String path = problem.path();
        Matcher matcher = ACCEPTED.matcher(problem.message());
        int end = path.lastIndexOf("." + UNKNOWN);
        boolean isNamed = end >= 0 && NAMES.matcher(path.substring(0, end)).matches();
        if (matcher.find() && !isNamed) {
          Set<String> keys = new TreeSet<>(List.of(matcher.group(1).split(", ")));
          keys.removeAll(Set.of("none", UNKNOWN));
          parts.computeIfAbsent(partOf(path, keys), name -> new TreeSet<>()).addAll(keys);
        }
      }
    }
    // Beside these, any key is taken for a name.
    parts.get("placement").add("default");
    parts.get("protocol").add("duration");
    // Stimuli are keys of the trials that present them; populations keys of a placement.
    parts.getOrDefault("protocol", Set.of()).removeAll(Set.of("CS", "US"));
    return parts;
  }

  @Test
  void shouldHaveTheKeysOfEveryPartAndNoOthers() throws IOException {
    Map<String, Map<String, List<Row>>> page = page(Path.of("docs/topology.md"));
    Map<String, Set<String>> accepted = accepted();
    Set<String> anywhere = page.get(VALUES).keySet();
    assertThat(page.keySet()).containsAll(accepted.keySet());
    page.forEach(
        (part, rows) -> {
          Set<String> keys = accepted.getOrDefault(part, Set.of());
          Set<String> named = new TreeSet<>(rows.keySet());
          if (part.equals(VALUES)) {
            named.removeAll(Set.of("cells", "first-cell", "last-cell"));
          }
          assertThat(keys).as("keys of '%s' that the reader accepts", part).containsAll(named);
          named.addAll(anywhere);
          assertThat(named).as("keys of '%s' on the page", part).containsAll(keys);
        });
  }

  @Test
  void shouldMentionTheKeysOfExperiments(@TempDir Path directory) throws IOException {
    Files.createDirectory(directory.resolve("base"));
    Files.writeString(directory.resolve("base/small.conf"), Small.TEXT);
    Path file = directory.resolve("experiment.conf");
    Files.writeString(
        file, ExperimentReaderTest.TEXT.replace("{", "{ zzzzzzzz = 1, ") + "\nzzzzzzzz = 1\n");
    Set<String> keys = new TreeSet<>();
    try {
      ExperimentReader.read(file, List.of(), Optional.empty());
    } catch (TopologyException e) {
      for (LocatedProblem problem : e.problems()) {
        Matcher matcher = ACCEPTED.matcher(problem.message());
        // Others are mistakes of the topologies that the variants make.
        boolean isOfTheExperiment =
            problem.path().matches("(variants\\.|groups\\.)?[^.]*(\\.expect.*)?\\.?zzzzzzzz");
        if (matcher.find() && isOfTheExperiment && !matcher.group(1).contains("populations")) {
          keys.addAll(List.of(matcher.group(1).split(", ")));
        }
      }
    }
    assertThat(keys).contains("title", "counterpart-of", "until").doesNotContain("dt");
    String code =
        String.join(" ", code(Files.readString(Path.of("docs/sweeps.md")).replace("```", "")));
    for (String key : keys) {
      assertThat(code).containsPattern("(?<![a-z-])" + key + "(?![a-z-])");
    }
  }

  @Test
  void shouldAcceptADefaultPlacementBesideThoseOfPopulations() {
    assertThat(problems(Small.TEXT, "placement.default=jvm")).isEmpty();
    assertThat(problems(Small.TEXT, "placement.defualt=jvm")).isNotEmpty();
  }

  /** The paths of all values of a topology but those in lists. */
  private static Map<String, ConfigObject> values(String topology) {
    Map<String, ConfigObject> paths = new LinkedHashMap<>();
    collect("", ConfigFactory.parseString(topology).resolve().root(), paths);
    return paths;
  }

  private static void collect(String path, ConfigObject object, Map<String, ConfigObject> paths) {
    object.forEach(
        (key, value) -> {
          String inner = path.isEmpty() ? key : path + "." + key;
          if (!NAMES.matcher(path).matches()) {
            paths.put(inner, object);
          }
          if (value.valueType() == ConfigValueType.OBJECT) {
            collect(inner, (ConfigObject) value, paths);
          }
        });
  }

  private static List<Row> rows(
      Map<String, Map<String, List<Row>>> page, String path, ConfigObject object) {
    Object type = object.containsKey("type") ? object.get("type").unwrapped() : "";
    boolean isDrawn = DISTRIBUTIONS.contains(type.toString());
    String part = isDrawn ? VALUES : partOf(path, Set.of());
    String key = path.substring(path.lastIndexOf('.') + 1);
    return page.get(part).getOrDefault(key, page.get(VALUES).getOrDefault(key, List.of()));
  }

  @Test
  void shouldSayWhatIsRequired() throws IOException {
    Map<String, Map<String, List<Row>>> page = page(Path.of("docs/topology.md"));
    int checked = 0;
    for (String topology : TOPOLOGIES.subList(0, 3)) {
      for (Map.Entry<String, ConfigObject> value : values(topology).entrySet()) {
        String path = value.getKey();
        Set<Boolean> said =
            rows(page, path, value.getValue()).stream()
                .filter(row -> !row.otherwise().isEmpty())
                .map(row -> row.otherwise().contains("required"))
                .collect(Collectors.toSet());
        boolean isMissed =
            problems(topology, path + "=null").stream()
                .anyMatch(
                    problem ->
                        problem.path().equals(path) && problem.message().startsWith("is missing"));
        if (!said.isEmpty() && !TWO_OF_FOUR.matcher(path).find()) {
          assertThat(said).as(path).contains(isMissed);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  @Test
  void shouldSayOfWhichKindAQuantityIs() throws IOException {
    Map<String, Map<String, List<Row>>> page = page(Path.of("docs/topology.md"));
    int checked = 0;
    for (String topology : TOPOLOGIES.subList(0, 3)) {
      for (Map.Entry<String, ConfigObject> value : values(topology).entrySet()) {
        String path = value.getKey();
        List<String> kinds =
            problems(topology, path + "=zzz").stream()
                .filter(problem -> problem.path().equals(path))
                .flatMap(problem -> QUANTITY.matcher(problem.message()).results())
                .map(match -> match.group(1))
                .toList();
        List<Row> rows = rows(page, path, value.getValue());
        boolean isDrawn = page.get(VALUES).getOrDefault("sd", List.of()).containsAll(rows);
        if (!kinds.isEmpty()
            && !rows.isEmpty()
            && !isDrawn
            && !page.get(VALUES).containsValue(rows)) {
          assertThat(rows)
              .as(path + " is a " + kinds.get(0))
              .anyMatch(row -> row.value().contains(kinds.get(0)));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(60);
  }
}
