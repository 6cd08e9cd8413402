package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import olivo.config.TopologyReader;
import olivo.device.opencl.FoundDevice;
import olivo.device.opencl.OpenClPlatforms;
import olivo.model.Population;
import olivo.testing.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever devices, slices, threads and lengths of epochs a run has, the digests of every topology
 * in {@code conf/} stay the same.
 */
class EveryTopologyTest {
  /** What part of a run is simulated, in ms: enough for spikes to go round every loop. */
  private static final Map<String, Integer> DURATION_MS =
      Map.ofEntries(
          Map.entry("brunel.conf", 60),
          Map.entry("brunel-fast.conf", 40),
          Map.entry("coba.conf", 200),
          Map.entry("cuba.conf", 200),
          Map.entry("eyeblink.conf", 300),
          Map.entry("microcircuit.conf", 300),
          Map.entry("microcircuit-x4.conf", 120),
          Map.entry("microcircuit-x16.conf", 120),
          Map.entry("potjans-diesmann.conf", 60),
          Map.entry("song-stdp.conf", 300),
          Map.entry("song-stdp-multiplicative.conf", 300),
          Map.entry("two-devices.conf", 300));

  /** Not run here, and why. */
  private static final Map<String, String> NOT_RUN =
      Map.of(
          "microcircuit-x64.conf", "26 million synapses; x16 with other sizes",
          "microcircuit-x256.conf", "105 million synapses; x16 with other sizes",
          "potjans-diesmann/scale-10.conf", "a part that potjans-diesmann.conf includes",
          "potjans-diesmann/scale-100.conf", "300 million synapses; the same network at 100 %",
          "experiments/emergence.conf", "an experiment on microcircuit.conf");

  /** What happens too late in a topology for a run as short as these. */
  private static final Map<String, List<String>> SOONER =
      Map.of(
          "eyeblink.conf",
          List.of(
              "--set",
              "protocol.from=0 s",
              "--set",
              "protocol.trials.paired={duration=150 ms, CS={onset=20 ms, length=110 ms}, "
                  + "OTHERS={onset=20 ms, length=110 ms}, US={onset=80 ms, length=50 ms}}",
              "--set",
              "protocol.session=[{acquisition=1}]",
              "--set",
              "protocol.blocks.acquisition=[{paired=2}]",
              "--set",
              "record.potentials.IO=null"));

  private static List<String> openCl;

  @TempDir private Path home;

  @BeforeAll
  static void findDevices() {
    openCl = OpenClPlatforms.inventory().devices().stream().map(FoundDevice::name).toList();
    Needs.that(openCl.size() > 1, "two OpenCL devices");
  }

  static Stream<String> topologies() {
    return new TreeSet<>(DURATION_MS.keySet()).stream();
  }

  @Test
  void shouldLeaveNoTopologyOut() throws IOException {
    Set<String> known = new TreeSet<>(DURATION_MS.keySet());
    known.addAll(NOT_RUN.keySet());
    Path conf = Path.of("conf");
    try (Stream<Path> files = Files.walk(conf)) {
      Set<String> found =
          files
              .map(file -> conf.relativize(file).toString())
              .filter(file -> file.endsWith(".conf"))
              .collect(Collectors.toSet());
      assertThat(found).isEqualTo(known);
    }
  }

  @ParameterizedTest
  @MethodSource("topologies")
  void shouldGiveTheSameDigestsHoweverItRuns(String file) {
    String first = openCl.get(0);
    String last = openCl.get(openCl.size() - 1);
    JsonObject expected =
        digests(file, "--device", "jvm", "--threads", "1", "--set", "placement=null");
    assertThat(digests(file, "--device", first)).as("on %s", first).isEqualTo(expected);
    assertThat(digests(file, arguments(file, 3, "jvm", "--threads", "2", "--epoch-steps", "7")))
        .as("in three slices")
        .isEqualTo(expected);
    assertThat(digests(file, arguments(file, 2, first + "," + last, "--epoch-steps", "4")))
        .as("in halves on two devices")
        .isEqualTo(expected);
  }

  /** Arguments that cut every population of neurons. */
  private static String[] arguments(String file, int slices, String devices, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--device", devices));
    arguments.add("--set");
    arguments.add("placement=null");
    for (Population population :
        TopologyReader.read(Path.of("conf", file), List.of()).topology().populations()) {
      if (population.model().isNeuron() && population.size() >= slices) {
        arguments.add("--set");
        arguments.add("placement." + population.name() + ".slices=" + slices);
      }
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private JsonObject digests(String file, String... arguments) {
    Path run = home.resolve("run");
    List<Object> all = new ArrayList<>(List.of("run", Path.of("conf", file)));
    all.addAll(List.of("--duration", DURATION_MS.get(file) + " ms", "--no-plots"));
    all.addAll(List.of("--overwrite", "--out", run));
    all.addAll(SOONER.getOrDefault(file, List.of()));
    all.addAll(List.of(arguments));
    Invocation invocation = Invocation.of(all.toArray());
    assertThat(invocation.status()).as(invocation.err()).isZero();
    try {
      return Invocation.digests(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
