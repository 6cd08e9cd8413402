package olivo.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import olivo.analysis.PercentileChart;
import olivo.bench.BenchResult;
import olivo.bench.ForkResult;
import olivo.bench.LatencyProfile;
import olivo.bench.Machine;
import olivo.config.ReadResult;
import olivo.latency.Phase;
import olivo.plan.Assignment;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long the phases of epochs take. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Measures how long the phases of epochs take, and how long spikes wait: several processes,"
            + " each of which runs the topology some times to warm up and some times measured.")
final class BenchLatencyCommand implements Callable<Integer> {
  private static final String NAME = "latency";
  private static final String DURATION = "5 s";
  private static final double NS_PER_US = 1000;

  /** Points of a curve on the way from a percentile to one with half as much above it. */
  private static final int TICKS = 5;

  @Spec private CommandSpec spec;
  @Mixin private TopologyArguments topology;
  @Mixin private PlacementArguments placement;
  @Mixin private BenchArguments arguments;

  @Mixin private ThreadArgument threads;

  @Option(
      names = "--forks",
      paramLabel = "N",
      converter = Count.class,
      description = "Processes, one after the other. Default: 3.")
  private int forks = 3;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      converter = Count.class,
      description = "Runs of each process that are measured. Default: 5.")
  private int iterations = 5;

  @Override
  public Integer call() throws InterruptedException {
    ReadResult read = read();
    Assignment assignment = placement.assign(read, new MachineDevices());
    int workers = threads.count();
    if (arguments.forkResult().isPresent()) {
      new BenchFork(read, assignment, placement, workers)
          .measure(arguments.warmUp(), iterations, arguments.forkResult().get());
      return 0;
    }
    Map<String, String> settings = settings(read, assignment, workers);
    Optional<BenchResult> baseline =
        arguments.readBaseline(NAME, settings, List.of(LatencyProfile.SPEED));
    try {
      return measure(read, settings, baseline);
    } catch (IOException e) {
      throw RunFailure.of(e);
    }
  }

  private ReadResult read() {
    boolean given = spec.commandLine().getParseResult().hasMatchedOption("--duration");
    return topology.read(
        given ? Map.of() : Map.of("duration=" + DURATION, "--duration " + DURATION));
  }

  private Map<String, String> settings(ReadResult read, Assignment assignment, int workers) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("topology", read.topology().name());
    settings.put(BenchResult.DURATION, BenchConsole.digits(read.topology().durationMs() * 1e-3));
    settings.put(BenchResult.TOPOLOGY, read.sha256());
    settings.put("devices", String.join(",", assignment.used()));
    settings.put("threads", String.valueOf(workers));
    int epochSteps = placement.epochSteps(0);
    settings.put("epoch_steps", epochSteps == 0 ? "default" : String.valueOf(epochSteps));
    arguments.warmUp().addTo(settings);
    return settings;
  }

  private int measure(ReadResult read, Map<String, String> settings, Optional<BenchResult> baseline)
      throws IOException, InterruptedException {
    Path directory = arguments.createDirectory(NAME);
    BenchConsole console =
        new BenchConsole(
            spec.commandLine().getOut(), spec.commandLine().getErr(), arguments.quiet());
    Machine machine = Machine.describe();
    console.line(
        "%s on %s, %s threads: %s, each %s of %s s",
        settings.get("topology"),
        settings.get("devices"),
        settings.get("threads"),
        Amounts.of(forks, "process"),
        Amounts.of(iterations, "run"),
        settings.get(BenchResult.DURATION));
    console.line("warm-up of each: %s", arguments.warmUp());
    console.machine(machine);
    List<ForkResult> results = new ArrayList<>();
    for (int i = 1; i <= forks; i++) {
      String name = "process " + i + " of " + forks;
      results.add(
          BenchFork.start(
              spec.root().commandLine().getParseResult().originalArgs(),
              directory.resolve("work"),
              name));
      console.progress(name, results.get(i - 1));
    }
    requireSameSpikes(results);
    LatencyProfile profile = new LatencyProfile(results);
    BenchResult result =
        new BenchResult(
            BenchResult.FORMAT_VERSION,
            NAME,
            BuildVersion.version(),
            machine,
            settings,
            profile.metrics(),
            Map.of("calibrations", calibrations(results), "latency", profile.tree()));
    console.latencies(profile.phases(), profile.correctedIntervals());
    writeFiles(profile, directory, read.topology().name());
    int status = console.conclude(directory.resolve("latency.json"), result, baseline, arguments);
    console.line("");
    console.line(
        "Files in %s: latency.json, latency.png, %s.hgrm%s",
        directory, "<phase>", baseline.isPresent() ? ", comparison.json" : "");
    return status;
  }

  private static List<Object> calibrations(List<ForkResult> results) {
    return results.stream().map(fork -> (Object) fork.calibrations()).toList();
  }

  /** Whatever is measured, a run is a function of its topology. */
  private static void requireSameSpikes(List<ForkResult> results) {
    long digests =
        results.stream()
            .flatMap(fork -> fork.runs().stream())
            .map(ForkResult.Run::spikeDigest)
            .distinct()
            .count();
    if (digests != 1) {
      throw new RunFailure("the measured runs differ in their spikes", null);
    }
  }

  private static void writeFiles(LatencyProfile profile, Path directory, String name)
      throws IOException {
    List<PercentileChart.Line> lines = new ArrayList<>();
    for (Map.Entry<Phase, Histogram> entry : profile.phases().entrySet()) {
      Phase phase = entry.getKey();
      write(entry.getValue(), directory.resolve(phase.key() + ".hgrm"));
      lines.add(curve(phase.key(), phase, 0, entry.getValue()));
      if (phase == Phase.EPOCH_INTERVAL) {
        Histogram corrected = profile.correctedIntervals();
        write(corrected, directory.resolve(phase.key() + "_corrected.hgrm"));
        lines.add(curve("corrected", phase, 1, corrected));
      }
    }
    PercentileChart.write("Latencies of " + name, lines, directory.resolve("latency.png"));
  }

  private static void write(Histogram histogram, Path file) throws IOException {
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      histogram.outputPercentileDistribution(out, NS_PER_US);
      if (out.checkError()) {
        throw new IOException(file + ": the disk may be full");
      }
    }
  }

  /** Parts of a phase have its colour. */
  private static PercentileChart.Line curve(
      String name, Phase phase, int dashes, Histogram histogram) {
    int part = phase == Phase.DEVICE_ENQUEUE ? 1 : phase == Phase.DEVICE_WAIT ? 2 : 0;
    Phase whole = part > 0 ? Phase.KERNEL : phase;
    int colour =
        List.of(
                Phase.QUEUEING,
                Phase.KERNEL,
                Phase.RECORDER,
                Phase.MESSAGE,
                Phase.ROUTING,
                Phase.ROUND_TRIP,
                Phase.EPOCH_INTERVAL,
                Phase.SPIKE)
            .indexOf(whole);
    List<Double> shares = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (HistogramIterationValue value : histogram.percentiles(TICKS)) {
      double share = value.getPercentileLevelIteratedTo() / 100;
      if (share < 1) {
        shares.add(share);
        values.add(value.getValueIteratedTo() / NS_PER_US);
      }
    }
    return new PercentileChart.Line(name, colour, dashes + part, shares, values);
  }
}
