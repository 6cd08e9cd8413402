package olivo.validation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olivo.analysis.PopulationStatistics;
import olivo.analysis.WeightStatistics;
import olivo.config.ReadResult;
import olivo.config.TopologyReader;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.FanIn;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.Partition;
import olivo.engine.ClockActor;
import olivo.engine.RunOutcome;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.model.Projection;
import olivo.model.Topology;
import olivo.record.RunHeader;
import olivo.record.RunRecorder;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader.WeightEntry;
import olivo.testing.Runs;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The default circuit as shipped, over its whole 60 s: every figure of the last 30 s lies in the
 * band that holds for any seed.
 */
class MicrocircuitBandsTest {
  private static final int ZONE = 8;
  private static final String LEARNING = "PF-PKJ";

  private record Band(double low, double high) {
    boolean holds(double figure) {
      return low <= figure && figure <= high;
    }
  }

  private static final Map<String, Band> BANDS = new LinkedHashMap<>();

  static {
    BANDS.put("PF rate", new Band(26.0, 26.2));
    BANDS.put("IO rate", new Band(0.90, 1.10));
    BANDS.put("IO rate s.d.", new Band(0.06, 0.30));
    BANDS.put("IO lowest", new Band(0.4, 1.10));
    BANDS.put("IO highest", new Band(0.90, 1.7));
    BANDS.put("IO CV", new Band(0.65, 1.05));
    BANDS.put("IO corr 10 ms", new Band(-0.01, 0.03));
    BANDS.put("IO corr 50 ms", new Band(-0.01, 0.05));
    BANDS.put("IO corr 100 ms", new Band(-0.01, 0.08));
    BANDS.put("IO sync share", new Band(0, 0.02));
    BANDS.put("IO coincident", new Band(1, 8));
    BANDS.put("PKJ rate", new Band(50, 55));
    BANDS.put("PKJ rate s.d.", new Band(1.5, 7));
    BANDS.put("PKJ CV", new Band(0.09, 0.13));
    BANDS.put("BC rate", new Band(18.8, 20.9));
    BANDS.put("BC CV", new Band(0.19, 0.24));
    BANDS.put("DCN rate", new Band(29.5, 34));
    BANDS.put("DCN CV", new Band(0.45, 0.60));
    BANDS.put("w mean", new Band(0.94, 1.04));
    BANDS.put("w s.d.", new Band(0.05, 0.22));
    BANDS.put("w zone s.d.", new Band(0.03, 0.20));
    BANDS.put("w at bounds", new Band(0, 0.001));
  }

  static Stream<Arguments> runs() {
    return Stream.of("B", "A")
        .flatMap(
            rule ->
                IntStream.rangeClosed(1, 5)
                    .mapToObj(
                        seed ->
                            Arguments.of(
                                Named.of("rule " + rule, rule), Named.of("seed " + seed, seed))));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void shouldLieInTheBands(String rule, int seed, @TempDir Path directory) throws IOException {
    ReadResult read =
        TopologyReader.read(
            Path.of("conf/microcircuit.conf"),
            List.of("projections.PF-PKJ.plasticity=" + rule, "seed=" + seed));
    simulate(read, directory);
    Map<String, Double> figures = figures(directory);

    SoftAssertions softly = new SoftAssertions();
    BANDS.forEach(
        (name, ofRuleB) -> {
          Band band = name.equals("IO rate") && rule.equals("A") ? new Band(0.85, 1.15) : ofRuleB;
          double figure = figures.get(name);
          softly.assertThat(band.holds(figure)).as("%s = %s in %s", name, figure, band).isTrue();
        });
    softly.assertAll();
  }

  private static void simulate(ReadResult read, Path directory) throws IOException {
    Topology topology = read.topology();
    NetworkLayout network = Lowering.lower(topology, Partition.WHOLE);
    ExchangePlan plan = ExchangePlanner.plan(network, Pacing.DEFAULT);
    List<String> projections = topology.projections().stream().map(Projection::name).toList();
    FanIn fanIn = network.fanIns().get(projections.indexOf(LEARNING));
    try (RunRecorder recorder =
            new RunRecorder(
                directory,
                RunHeader.of(topology, read.sha256(), "test", projection -> fanIn.connections()),
                projections);
        Device device = new JvmDevice();
        Cast cast = Cast.create(plan, Pacing.DEFAULT, slice -> device)) {
      recorder.connectivity(0, fanIn.rowStart(), fanIn.source());
      RunOutcome outcome =
          Runs.outcomeOf(
              plan,
              cast,
              recorder,
              ClockActor.Patience.DEFAULT,
              Runtime.getRuntime().availableProcessors());
      Assertions.assertThat(outcome).isEqualTo(new RunOutcome.Completed());
    }
  }

  private static Map<String, Double> figures(Path directory) throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    try (Recording recording = Recording.open(directory)) {
      PopulationStatistics io = lastHalf(recording, "IO");
      PopulationStatistics pkj = lastHalf(recording, "PKJ");
      PopulationStatistics bc = lastHalf(recording, "BC");
      PopulationStatistics dcn = lastHalf(recording, "DCN");
      figures.put("PF rate", lastHalf(recording, "PF").rateHz());
      figures.put("IO rate", io.rateHz());
      figures.put("IO rate s.d.", io.rateSdHz());
      figures.put("IO lowest", io.rateMinHz());
      figures.put("IO highest", io.rateMaxHz());
      figures.put("IO CV", io.isiCv());
      figures.put("IO corr 10 ms", io.pairCorrelations().get(10));
      figures.put("IO corr 50 ms", io.pairCorrelations().get(50));
      figures.put("IO corr 100 ms", io.pairCorrelations().get(100));
      figures.put("IO sync share", io.syncShare());
      figures.put("IO coincident", (double) io.maxCoincident());
      figures.put("PKJ rate", pkj.rateHz());
      figures.put("PKJ rate s.d.", pkj.rateSdHz());
      figures.put("PKJ CV", pkj.isiCv());
      figures.put("BC rate", bc.rateHz());
      figures.put("BC CV", bc.isiCv());
      figures.put("DCN rate", dcn.rateHz());
      figures.put("DCN CV", dcn.isiCv());
      WeightEntry entry = recording.header().weights().get(0);
      float[] weights = recording.finalWeights(0).orElseThrow();
      WeightStatistics learned = WeightStatistics.of(weights, entry.wMin(), entry.wMax());
      figures.put("w mean", learned.mean());
      figures.put("w s.d.", learned.sd());
      figures.put("w zone s.d.", WeightStatistics.zoneSd(weights, recording.postOffsets(0), ZONE));
      figures.put("w at bounds", learned.fractionAtBounds());
    }
    return figures;
  }

  private static PopulationStatistics lastHalf(Recording recording, String population)
      throws IOException {
    long steps = recording.recordedSteps();
    return PopulationStatistics.of(recording, recording.population(population), steps / 2, steps);
  }
}
