package olivo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import olivo.analysis.ScalingChart;
import olivo.bench.BenchResult;
import olivo.bench.ForkResult;
import olivo.bench.Machine;
import olivo.bench.ThroughputProfile;
import olivo.config.ReadResult;
import olivo.config.TopologyException;
import olivo.config.TopologyReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how fast circuits of several sizes run. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Measures how fast the default circuit runs at several sizes, on several devices and"
            + " with several numbers of threads, each time in a process of its own.")
final class BenchThroughputCommand implements Callable<Integer> {
  private static final String NAME = "throughput";

  @Spec private CommandSpec spec;
  @Mixin private BenchArguments arguments;

  @Option(
      names = "--scales",
      paramLabel = "N[,N...]",
      split = ",",
      converter = Count.class,
      description =
          "Sizes, as multiples of conf/microcircuit.conf; the larger ones are conf/microcircuit-x<N>.conf."
              + " Default: 1,4,16.")
  private List<Integer> scales = List.of(1, 4, 16);

  @Option(
      names = "--threads",
      paramLabel = "N[,N...]",
      split = ",",
      converter = Count.class,
      description = "Numbers of threads. Default: 1 and one for each processor.")
  private List<Integer> threads =
      IntStream.of(1, Runtime.getRuntime().availableProcessors()).distinct().boxed().toList();

  @Option(
      names = "--device",
      paramLabel = "DEVICE[,DEVICE...]",
      description =
          "Where all populations live, as olivo run --device. May be repeated: each is measured."
              + " Default: jvm.")
  private List<String> devices = List.of("jvm");

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Simulated time of a run. Default: 10 s.")
  private String duration = "10 s";

  @Option(
      names = "--repeat",
      paramLabel = "N",
      converter = Count.class,
      description = "Processes for each size, device and number of threads. Default: 3.")
  private int repeat = 3;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      converter = Count.class,
      description = "Runs of each process that are measured. Default: 3.")
  private int iterations = 3;

  private static final String SIZES = "1, 4, 16, 64 and 256";

  /** What one process is to run. */
  private record Configuration(int scale, String device, int threads) {}

  @Override
  public Integer call() throws InterruptedException {
    if (arguments.forkResult().isPresent()) {
      fork(new Configuration(scales.get(0), devices.get(0), threads.get(0)))
          .measure(arguments.warmUp(), iterations, arguments.forkResult().get());
      return 0;
    }
    List<Configuration> configurations = new ArrayList<>();
    Map<String, String> settings = new LinkedHashMap<>();
    for (int scale : distinct(scales)) {
      settings.put(BenchResult.TOPOLOGY + "_x" + scale, read(scale).sha256());
      for (String device : distinct(devices)) {
        for (int count : distinct(threads)) {
          Configuration configuration = new Configuration(scale, device, count);
          // Whatever is wrong with it is told before anything runs.
          fork(configuration);
          configurations.add(configuration);
        }
      }
    }
    settings.put(
        BenchResult.DURATION,
        BenchConsole.digits(read(scales.get(0)).topology().durationMs() * 1e-3));
    arguments.warmUp().addTo(settings);
    Optional<BenchResult> baseline =
        arguments.readBaseline(
            NAME,
            settings,
            configurations.stream().map(c -> profile(c).realTimeFactor().name()).toList());
    try {
      return measure(configurations, settings, baseline);
    } catch (IOException e) {
      throw RunFailure.of(e);
    }
  }

  private static ThroughputProfile profile(Configuration c) {
    return new ThroughputProfile(c.scale(), c.device(), c.threads(), new ArrayList<>());
  }

  private static <T> List<T> distinct(List<T> values) {
    return values.stream().distinct().toList();
  }

  private BenchFork fork(Configuration configuration) {
    ReadResult read = read(configuration.scale());
    PlacementArguments placement = PlacementArguments.on(configuration.device());
    return new BenchFork(
        read, placement.assign(read, new MachineDevices()), placement, configuration.threads());
  }

  private ReadResult read(int scale) {
    Path directory = TopologySource.home().resolve("conf");
    Path file =
        directory.resolve(scale == 1 ? "microcircuit.conf" : "microcircuit-x" + scale + ".conf");
    if (!Files.exists(file)) {
      throw new InputException(
          "--scales "
              + scale
              + ": there is no "
              + file
              + "; sizes that come with Olivo are "
              + SIZES);
    }
    TopologySource.refuseBlank("--duration", duration);
    String override = "duration=" + duration;
    try {
      return TopologyReader.read(file, List.of(override));
    } catch (TopologyException e) {
      Map<String, String> words = Map.of(override, "--duration " + duration);
      throw new InputException(
          e.problems().stream().map(p -> TopologySource.inWords(p, words)).toList());
    }
  }

  private List<String> commandLine(Configuration configuration) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "bench",
                NAME,
                "--scales",
                String.valueOf(configuration.scale()),
                "--device",
                configuration.device(),
                "--threads",
                String.valueOf(configuration.threads()),
                "--duration",
                duration,
                "--iterations",
                String.valueOf(iterations)));
    line.addAll(arguments.warmUp().commandLine());
    return line;
  }

  /** Repetitions come one after the other, so that all configurations see the same drift. */
  private int measure(
      List<Configuration> configurations,
      Map<String, String> settings,
      Optional<BenchResult> baseline)
      throws IOException, InterruptedException {
    Path directory = arguments.createDirectory(NAME);
    BenchConsole console =
        new BenchConsole(
            spec.commandLine().getOut(), spec.commandLine().getErr(), arguments.quiet());
    Machine machine = Machine.describe();
    console.line(
        "%s for each line, each %s of %s s",
        Amounts.of(repeat, "process"),
        Amounts.of(iterations, "run"),
        settings.get(BenchResult.DURATION));
    console.line("warm-up of each: %s", arguments.warmUp());
    console.machine(machine);
    List<ThroughputProfile> profiles =
        configurations.stream().map(BenchThroughputCommand::profile).toList();
    for (int i = 1; i <= repeat; i++) {
      for (int j = 0; j < profiles.size(); j++) {
        String name = profiles.get(j).name() + ", process " + i + " of " + repeat;
        ForkResult result =
            BenchFork.start(commandLine(configurations.get(j)), directory.resolve("work"), name);
        console.progress(name, result);
        profiles.get(j).forks().add(result);
      }
    }
    BenchResult result =
        new BenchResult(
            BenchResult.FORMAT_VERSION,
            NAME,
            BuildVersion.version(),
            machine,
            settings,
            profiles.stream().flatMap(profile -> profile.metrics().stream()).toList(),
            Map.of("configurations", profiles.stream().map(ThroughputProfile::tree).toList()));
    console.throughputs(profiles);
    draw(profiles, directory.resolve("throughput.png"));
    int status =
        console.conclude(directory.resolve("throughput.json"), result, baseline, arguments);
    console.line("");
    console.line(
        "Files in %s: throughput.json, throughput.png%s",
        directory, baseline.isPresent() ? ", comparison.json" : "");
    return status;
  }

  private void draw(List<ThroughputProfile> profiles, Path file) throws IOException {
    List<Integer> sizes = distinct(scales).stream().sorted().toList();
    Map<String, List<ScalingChart.Point>> points = new LinkedHashMap<>();
    for (ThroughputProfile profile : profiles) {
      points
          .computeIfAbsent(
              profile.device() + ", " + Amounts.of(profile.threads(), "thread"),
              name -> new ArrayList<>())
          .add(
              new ScalingChart.Point(
                  sizes.indexOf(profile.scale()),
                  profile.realTimeFactor().median(),
                  profile.realTimeFactor().least(),
                  profile.realTimeFactor().largest()));
    }
    ScalingChart.write(
        "Wall time of a simulated second",
        sizes.stream().map(size -> "x" + size).toList(),
        "real-time factor",
        points.entrySet().stream()
            .map(line -> new ScalingChart.Line(line.getKey(), line.getValue()))
            .toList(),
        file);
  }
}
