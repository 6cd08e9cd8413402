package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Pacing;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Topology;
import olivo.plan.MemoryForecast;
import olivo.testing.Runs;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to a topology's file, the answer is a topology that runs or a list of mistakes.
 */
class MutationTest {
  private static final int TREES = 7_500;
  private static final int TEXTS = 2_500;
  private static final List<Object> ODD =
      List.of(
          "",
          "x",
          "1",
          "-1 ms",
          "1e400 mV",
          "NaN",
          "0 Hz",
          "32 pS",
          "1e-300 s",
          "5 parsecs",
          "PF",
          "B",
          "all",
          "lif",
          true,
          0,
          -7,
          2.5,
          1e300,
          Integer.MAX_VALUE,
          Long.MIN_VALUE,
          List.of(),
          List.of(1, "a"),
          Map.of(),
          Map.of("type", "uniform"),
          Map.of("type", 3));
  private static final String SYNTAX = "{}[]=:,.\"#$\n\\ +*/e0-{},=";

  private record Place(Map<String, Object> holder, String key) {}

  /** What is simulated of an accepted topology, and of which ones. */
  private static final String MOMENT = "duration = 2 ms";

  private static final Device DEVICE = new JvmDevice();
  private static final long MOST_CELLS = 5_000;
  private static final double MOST_CONNECTIONS = 50_000;

  private int accepted;
  private int refused;
  private int simulated;

  @Test
  void shouldAlwaysAnswerWhenTheTreeIsMutated() {
    Random random = new Random(20);
    List<Map<String, Object>> originals = originals();
    for (int i = 0; i < TREES; i++) {
      Map<String, Object> tree = cast((Map<?, ?>) copy(originals.get(i % originals.size())));
      int changes = 1 + random.nextInt(3);
      for (int change = 0; change < changes; change++) {
        mutate(tree, random);
      }
      String text =
          ConfigValueFactory.fromMap(tree)
              .render(ConfigRenderOptions.concise().setFormatted(random.nextBoolean()));
      answer(text, List.of(), "tree " + i);
    }
    assertThat(accepted).isGreaterThan(TREES / 100);
    assertThat(refused).isGreaterThan(TREES / 2);
    assertThat(simulated).isGreaterThan(TREES / 200);
  }

  @Test
  void shouldAlwaysAnswerWhenTheTextIsMutated() throws IOException {
    String original = Files.readString(Path.of("conf/microcircuit.conf"));
    Random random = new Random(21);
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder(original);
      int changes = 1 + random.nextInt(3);
      for (int change = 0; change < changes; change++) {
        edit(text, random);
      }
      answer(text.toString(), List.of(), "text " + i);
    }
    assertThat(accepted).isGreaterThan(TEXTS / 10);
    assertThat(refused).isGreaterThan(TEXTS / 10);
  }

  @Test
  void shouldAlwaysAnswerWhenAnOverrideIsMutated() throws IOException {
    String original = Files.readString(Path.of("conf/microcircuit.conf"));
    Random random = new Random(22);
    for (int i = 0; i < 500; i++) {
      StringBuilder set =
          new StringBuilder(
              random.nextBoolean()
                  ? "projections.PF-PKJ.rule={type=all-to-all}"
                  : "projections.PF-PKJ.weight=12345 pS");
      edit(set, random);
      answer(original, List.of(set.toString()), "override " + i + " " + set);
    }
    assertThat(accepted).isPositive();
    assertThat(refused).isPositive();
  }

  private void answer(String text, List<String> sets, String what) {
    try {
      ReadResult result = TopologyReader.readString(text, "mutant.conf", sets);
      assertThat(result.topology().populations()).isNotEmpty();
      accepted++;
      simulate(text, sets);
    } catch (TopologyException e) {
      refused++;
      int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
      boolean located =
          e.problems().stream()
              .allMatch(
                  problem ->
                      (problem.source().startsWith("--set ") || problem.line() > 0)
                          && problem.line() <= lines
                          && !problem.message().isBlank());
      if (!located) {
        throw new AssertionError(what + " is answered without a place: " + e.getMessage());
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(what + " is answered by " + e + "\n" + text, e);
    }
  }

  /** Runs a moment of what is small enough; its time may leave out what the topology needs. */
  private void simulate(String text, List<String> sets) {
    List<String> shorter = new ArrayList<>(sets);
    shorter.add(MOMENT);
    Topology topology;
    try {
      topology = TopologyReader.readString(text, "mutant.conf", shorter).topology();
    } catch (TopologyException e) {
      return;
    }
    double connections = 0;
    long cells = topology.populations().stream().mapToLong(Population::size).sum();
    for (Projection projection : topology.projections()) {
      connections +=
          projection
              .rule()
              .connections(
                  topology.population(projection.from()).size(),
                  topology.population(projection.to()).size());
    }
    if (cells <= MOST_CELLS && topology.steps() <= 1000) {
      MemoryForecast forecast =
          MemoryForecast.ofLongestEpochs(
              topology, Partition.WHOLE, Pacing.DEFAULT, slice -> DEVICE);
      assertThat(forecast.host().peakHeapBytes()).isPositive();
    }
    if (cells <= MOST_CELLS && connections <= MOST_CONNECTIONS && topology.steps() <= 1000) {
      Runs.sequentially(topology);
      simulated++;
    }
  }

  private static void edit(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    switch (random.nextInt(4)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, SYNTAX.charAt(random.nextInt(SYNTAX.length())));
      case 2 -> text.setCharAt(at, SYNTAX.charAt(random.nextInt(SYNTAX.length())));
      default -> {
        int end = Math.min(text.length(), at + 1 + random.nextInt(40));
        String piece = text.substring(at, end);
        if (random.nextBoolean()) {
          text.insert(random.nextInt(text.length()), piece);
        } else if (piece.length() < text.length()) {
          text.delete(at, end);
        }
      }
    }
  }

  private static void mutate(Map<String, Object> tree, Random random) {
    Place place = pick(tree, random);
    Map<String, Object> holder = place.holder();
    Object value = holder.get(place.key());
    switch (random.nextInt(7)) {
      case 0 -> holder.remove(place.key());
      case 1 -> {
        holder.remove(place.key());
        holder.put(place.key() + "x", value);
      }
      case 2 -> holder.put(place.key(), copy(ODD.get(random.nextInt(ODD.size()))));
      case 3 -> holder.put(place.key(), rescaled(value, random));
      case 4 -> {
        Place other = pick(tree, random);
        holder.put(place.key(), copy(other.holder().get(other.key())));
      }
      case 5 -> {
        Place other = pick(tree, random);
        other.holder().put(place.key(), copy(value));
      }
      default -> {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put(place.key(), value);
        holder.put(place.key(), nested);
      }
    }
  }

  private static Object rescaled(Object value, Random random) {
    double factor = Math.pow(10, random.nextInt(40) - 20.0) * (random.nextInt(8) == 0 ? -1 : 1);
    if (value instanceof Number number) {
      return number.doubleValue() * factor;
    }
    if (value instanceof String text && text.matches("[-0-9.]+ .*")) {
      int blank = text.indexOf(' ');
      return Double.parseDouble(text.substring(0, blank)) * factor + text.substring(blank);
    }
    return copy(ODD.get(random.nextInt(ODD.size())));
  }

  private static Place pick(Map<String, Object> tree, Random random) {
    List<Place> places = new ArrayList<>();
    collect(tree, places);
    return places.isEmpty() ? new Place(tree, "name") : places.get(random.nextInt(places.size()));
  }

  private static void collect(Map<String, Object> tree, List<Place> places) {
    for (Map.Entry<String, Object> entry : tree.entrySet()) {
      places.add(new Place(tree, entry.getKey()));
      if (entry.getValue() instanceof Map<?, ?> inner) {
        collect(cast(inner), places);
      } else if (entry.getValue() instanceof List<?> list) {
        for (Object element : list) {
          if (element instanceof Map<?, ?> inner) {
            collect(cast(inner), places);
          }
        }
      }
    }
  }

  /** Topologies that together use the whole language. */
  private static List<Map<String, Object>> originals() {
    List<String> texts = new ArrayList<>();
    for (String file :
        List.of(
            "microcircuit",
            "coba",
            "brunel",
            "potjans-diesmann",
            "eyeblink",
            "song-stdp",
            "song-stdp-multiplicative")) {
      texts.add(TopologyReader.read(Path.of("conf", file + ".conf"), List.of()).resolvedHocon());
    }
    texts.add(General.TEXT);
    texts.add(Small.TEXT);
    // More than once: most of what can go wrong is in there, and it runs.
    texts.addAll(Collections.nCopies(4, Timed.TEXT));
    return texts.stream()
        .map(text -> ConfigFactory.parseString(text).resolve().root().unwrapped())
        .toList();
  }

  /** A deep copy whose objects can be changed. */
  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copied = new LinkedHashMap<>();
      map.forEach((key, inner) -> copied.put((String) key, copy(inner)));
      return copied;
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(MutationTest::copy).toList());
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
