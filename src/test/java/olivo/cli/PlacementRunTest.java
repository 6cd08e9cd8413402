package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import olivo.device.opencl.FoundDevice;
import olivo.device.opencl.OpenClPlatforms;
import olivo.testing.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spikes and weights do not depend on where populations live, whatever the command line says. */
class PlacementRunTest {
  private static final List<String> RULES = List.of("A", "B");

  @TempDir private static Path home;
  private static final Map<String, JsonObject> EXPECTED = new LinkedHashMap<>();
  private static List<String> openCl;

  @TempDir private Path other;

  /** A command line, with {@code FIRST} and {@code LAST} for names of OpenCL devices. */
  record Case(String name, List<String> arguments, List<List<String>> slices) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void simulate() throws IOException {
    openCl = OpenClPlatforms.inventory().devices().stream().map(FoundDevice::name).toList();
    Needs.that(openCl.size() > 1, "two OpenCL devices");
    for (String rule : RULES) {
      Path run = home.resolve(rule);
      Invocation invocation =
          Invocation.shortRun(
              run, "--device", "jvm", "--set", "projections.PF-PKJ.plasticity=" + rule);
      assertThat(invocation.status()).as(invocation.err()).isZero();
      EXPECTED.put(rule, Invocation.digests(run));
    }
    assertThat(EXPECTED.get("A")).isNotEqualTo(EXPECTED.get("B"));
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "one device",
            List.of("--device", "FIRST"),
            List.of(List.of("PF", "MF", "BC", "PKJ", "DCN", "IO"))),
        new Case(
            "PKJ and BC in halves",
            List.of(
                "--device",
                "FIRST",
                "--set",
                "placement.PKJ.devices=[\"FIRST\",\"LAST\"]",
                "--set",
                "placement.BC.devices=[\"FIRST\",\"LAST\"]"),
            List.of(
                List.of("PF", "MF", "BC[0..255]", "PKJ[0..63]", "DCN", "IO"),
                List.of("BC[256..511]", "PKJ[64..127]"))),
        new Case(
            "coupled slices on two devices",
            List.of("--device", "LAST", "--set", "placement.IO.devices=[\"FIRST\",\"LAST\"]"),
            List.of(List.of("IO[0..7]"), List.of("PF", "MF", "BC", "PKJ", "DCN", "IO[8..15]"))),
        new Case(
            "PKJ on the built-in device",
            List.of("--device", "LAST", "--set", "placement.PKJ.devices=jvm"),
            List.of(List.of("PKJ"), List.of("PF", "MF", "BC", "DCN", "IO"))),
        new Case(
            "three slices in short epochs",
            List.of("--device", "FIRST", "--epoch-steps", "3", "--set", "placement.PKJ.slices=3"),
            List.of(
                List.of(
                    "PF", "MF", "BC", "PKJ[0..41]", "PKJ[42..84]", "PKJ[85..127]", "DCN", "IO"))),
        new Case("shared out", List.of("--device", "FIRST,LAST"), null));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldGiveTheSameDigestsWhereverPopulationsLive(Case placed) throws IOException {
    for (String rule : RULES) {
      Path run = other.resolve(rule);
      List<Object> arguments = new ArrayList<>();
      placed.arguments().forEach(argument -> arguments.add(named(argument)));
      arguments.add("--set");
      arguments.add("projections.PF-PKJ.plasticity=" + rule);
      Invocation invocation = Invocation.shortRun(run, arguments.toArray());
      assertThat(invocation.status()).as(invocation.err()).isZero();
      assertThat(Invocation.digests(run)).isEqualTo(EXPECTED.get(rule));
      List<List<String>> slices = slicesByDevice(run);
      if (placed.slices() != null) {
        assertThat(slices).containsExactlyInAnyOrderElementsOf(placed.slices());
      } else {
        assertThat(slices).hasSize(2).anySatisfy(names -> assertThat(names).contains("PKJ[0..63]"));
        assertThat(invocation.out()).contains("shared out by estimated work: " + openCl.get(0));
      }
    }
  }

  private static String named(String argument) {
    return argument.replace("FIRST", openCl.get(0)).replace("LAST", openCl.get(openCl.size() - 1));
  }

  private static List<List<String>> slicesByDevice(Path run) throws IOException {
    List<List<String>> all = new ArrayList<>();
    Invocation.runJson(run)
        .getAsJsonArray("devices")
        .forEach(
            device -> {
              List<String> slices = new ArrayList<>();
              device
                  .getAsJsonObject()
                  .getAsJsonArray("slices")
                  .forEach(slice -> slices.add(slice.getAsString()));
              all.add(slices);
            });
    return all;
  }
}
