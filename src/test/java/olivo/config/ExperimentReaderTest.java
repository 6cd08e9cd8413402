package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import olivo.model.GapJunctions;
import olivo.model.Population;
import olivo.model.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ExperimentReaderTest {
  static final String TEXT =
      """
      title = "small things"
      topology = base/small.conf
      duration = 20 ms
      seeds = 2..3
      bin = 5 ms
      source = "somewhere"
      variants {
        plain { label = "as it is" }
        more {
          seeds = [5]
          counterpart-of = plain
          topology {
            duration = 40 ms
            plasticity.B.a_ltd = 0.5
            populations.NEW { size = 2, model { type = bernoulli-source, rate = 1 Hz } }
            gap-junctions = null
          }
          expect {
            PKJ { rate { value = 2 Hz, tolerance = 1 Hz, source = "elsewhere" } }
            PKJ { time-course { from = 10 ms, values = [1 Hz, 2 Hz], tolerance = 0.5 Hz } }
            PF-PKJ.mean { value = 0.9, tolerance = 0.1 }
          }
        }
      }
      groups {
        both { title = "both", variants = [more, plain], target = [1 Hz, 2 Hz], until = 10 ms }
      }
      """;

  @TempDir private Path directory;
  private Path base;

  @BeforeEach
  void writeTopology() throws IOException {
    base = Files.createDirectory(directory.resolve("base")).resolve("small.conf");
    Files.writeString(base, Small.TEXT);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("trial.conf"), text);
  }

  private Experiment read(String text, String... sets) throws IOException {
    return ExperimentReader.read(write(text), List.of(sets), Optional.empty());
  }

  @Test
  void shouldReadEverything() throws IOException {
    Experiment experiment = read(TEXT);
    assertThat(experiment.name()).isEqualTo("trial");
    assertThat(experiment.title()).isEqualTo("small things");
    assertThat(experiment.binMs()).isEqualTo(5);
    assertThat(experiment.watch()).isEmpty();
    assertThat(experiment.variants())
        .extracting(Experiment.Variant::name)
        .containsExactly("plain", "more");
    Experiment.Variant more = experiment.variants().get(1);
    assertThat(more.label()).isEqualTo("more");
    assertThat(more.counterpartOf()).contains("plain");
    assertThat(more.figures())
        .containsExactly(
            new Experiment.ExpectedFigure("PKJ", "rate_hz", 2, 1, "elsewhere"),
            new Experiment.ExpectedFigure("PF-PKJ", "mean", 0.9, 0.1, "somewhere"));
    assertThat(more.courses())
        .containsExactly(
            new Experiment.ExpectedCourse("PKJ", 10, List.of(1.0, 2.0), 0.5, "somewhere"));
    assertThat(experiment.groups())
        .containsExactly(
            new Experiment.Group(
                "both",
                "both",
                List.of("more", "plain"),
                Optional.of(new Experiment.Band(1, 2)),
                OptionalDouble.of(0.01)));
  }

  @Test
  void shouldMergeVariantsIntoTheTopology() throws IOException {
    Experiment experiment = read(TEXT);
    assertThat(experiment.variants().get(0).readings())
        .extracting(reading -> reading.topology().seed())
        .containsExactly(2L, 3L);
    List<ReadResult> readings = experiment.variants().get(1).readings();
    assertThat(readings).hasSize(1);
    Topology topology = readings.get(0).topology();
    assertThat(topology.seed()).isEqualTo(5);
    assertThat(topology.durationMs()).isEqualTo(40);
    assertThat(topology.gapJunctions()).isEmpty();
    assertThat(topology.populations())
        .extracting(Population::name)
        .containsExactly("PF", "GO", "PKJ", "IO", "NEW");
  }

  @Test
  void shouldReadListsBesideTheTopologyThatNamesThem() throws IOException {
    Files.writeString(base.resolveSibling("pairs.csv"), "cell,partner\n0,1\n3,0\n");
    Files.writeString(
        base,
        Small.TEXT.replace("graph = ring-and-matching", "graph { type = list, file = pairs.csv }"));
    GapJunctions junctions =
        read(TEXT).variants().get(0).readings().get(0).topology().gapJunctions().get(0);
    assertThat(((GapJunctions.Listed) junctions.graph()).pairs().size()).isEqualTo(2);
  }

  /** A variant is the same run as the one that overrides on the command line give. */
  @Test
  void shouldGiveTheDigestOfTheSameOverrides() throws IOException {
    String text =
        TEXT.replace(
            "populations.NEW { size = 2, model { type = bernoulli-source, rate = 1 Hz } }", "");
    ReadResult variant = read(text).variants().get(1).readings().get(0);
    ReadResult overridden =
        TopologyReader.read(
            base,
            List.of("duration=40 ms", "plasticity.B.a_ltd=0.5", "gap-junctions=null", "seed=5"));
    assertThat(variant.sha256()).isEqualTo(overridden.sha256());
  }

  @Test
  void shouldLetOverridesAndSeedsOfTheCommandLineWin() throws IOException {
    Experiment experiment =
        ExperimentReader.read(write(TEXT), List.of("duration=10ms"), Optional.of(List.of(9L)));
    assertThat(experiment.variants())
        .allSatisfy(
            variant -> {
              assertThat(variant.readings()).hasSize(1);
              assertThat(variant.readings().get(0).topology().seed()).isEqualTo(9);
              assertThat(variant.readings().get(0).topology().durationMs()).isEqualTo(10);
            });
  }

  @TestFactory
  Stream<DynamicTest> shouldLocateMistakes() {
    return Stream.of(
        mistake("title = ", "titel = ", 1, "titel: unknown key (did you mean 'title'?)"),
        mistake("base/small.conf", "base/none.conf", 0, "none.conf: no such file"),
        mistake("bin = 5 ms", "bin = 0 ms", 5, "bin: must be above 0"),
        mistake("seeds = 2..3", "seeds = 3..2", 4, "seeds: the range 3..2 is empty"),
        mistake("duration = 20 ms", "duration = 20", 3, "duration: got '20', which has no unit"),
        mistake("label =", "lable =", 8, "variants.plain.lable: unknown key"),
        mistake("  plain {", "  \"p n\" {", 8, "'p n' is no name"),
        mistake("seeds = [5]", "seeds = [x]", 10, "variants.more.seeds[0]: got 'x'"),
        mistake("counterpart-of = plain", "counterpart-of = plan", 11, "did you mean 'plain'?"),
        mistake("B.a_ltd = 0.5", "B.a_lt = 0.5", 14, "plasticity.B.a_lt: unknown key"),
        mistake("B.a_ltd = 0.5", "B.w_init = 50", 14, "plasticity.B.w_init: "),
        mistake("rate { value = 2 Hz", "rate { value = 2", 19, "value: got '2', which has no unit"),
        mistake("rate { value", "rat { value", 19, "expect.PKJ.rat: unknown key"),
        mistake("PF-PKJ.mean", "CF-PKJ.mean", 21, "'CF-PKJ' is not a population or plastic"),
        mistake("[more, plain]", "[more, pain]", 26, "groups.both.variants[1]: got 'pain'"),
        mistake("[1 Hz, 2 Hz], u", "[2 Hz, 1 Hz], u", 26, "groups.both.target: needs a list"),
        mistake(
            "from = 10 ms", "from = 7 ms", 20, "from: must be a whole number of bins of 5.0 ms"),
        mistake("until = 10 ms", "until = 0 ms", 26, "groups.both.until: must be above 0"),
        mistake("bin = 5 ms", "watch = IP", 5, "watch: 'IP' is not a population"));
  }

  private DynamicTest mistake(String find, String replacement, int line, String message) {
    return DynamicTest.dynamicTest(
        replacement,
        () -> {
          assertThat(TEXT).contains(find);
          Path file = write(TEXT.replace(find, replacement));
          String place = line == 0 ? "" : file + ":" + line + ": ";
          assertThatThrownBy(() -> ExperimentReader.read(file, List.of(), Optional.empty()))
              .isInstanceOfSatisfying(
                  TopologyException.class,
                  e ->
                      assertThat(e.problems())
                          .extracting(LocatedProblem::toString)
                          .anySatisfy(
                              text -> assertThat(text).startsWith(place).contains(message)));
        });
  }

  @Test
  void shouldReportAllMistakesAtOnce() throws IOException {
    Path file = write(TEXT.replace("bin =", "bim =").replace("B.a_ltd = 0.5", "B.a_lt = 0.5"));
    Files.writeString(base, Small.TEXT.replace("size = 12", "size = 0"));
    assertThatThrownBy(() -> ExperimentReader.read(file, List.of(), Optional.empty()))
        .isInstanceOfSatisfying(
            TopologyException.class,
            e ->
                assertThat(e.problems())
                    .extracting(LocatedProblem::path)
                    .containsOnlyOnce("bim", "plasticity.B.a_lt", "populations.PKJ.size"));
  }
}
