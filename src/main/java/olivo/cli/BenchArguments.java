package olivo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import olivo.bench.BenchResult;
import picocli.CommandLine.Option;

/** What all benchmarks of whole runs are told. */
final class BenchArguments {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String WARMUP = "--warmup";
  private static final String WARMUP_TIME = "--warmup-time";
  private static final String BASELINE = "--baseline";

  /**
   * Runs that are not measured.
   *
   * @param runs how many, at least
   * @param wallS for how long, at least
   */
  record WarmUp(int runs, int wallS) {
    /** Puts it among what has to be the same for two results to be compared. */
    void addTo(Map<String, String> settings) {
      settings.put("warmup", String.valueOf(runs));
      settings.put("warmup_s", String.valueOf(wallS));
    }

    /** The command line of a process that does the same. */
    List<String> commandLine() {
      return List.of(WARMUP, String.valueOf(runs), WARMUP_TIME, String.valueOf(wallS));
    }

    /** Whether it is over after some runs. */
    boolean isOver(int runsDone, long sinceNs) {
      return runsDone >= runs && System.nanoTime() - sinceNs >= TimeUnit.SECONDS.toNanos(wallS);
    }

    @Override
    public String toString() {
      return Amounts.of(runs, "run") + ", " + wallS + " s at least";
    }
  }

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where results go, empty or absent. Default: runs/bench-<benchmark>-<time> here.")
  private Path out;

  @Option(
      names = BASELINE,
      paramLabel = "FILE",
      description = "The JSON file of an earlier result, to compare with.")
  private Path baseline;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      converter = Count.OrNone.class,
      description = "Changes up to this many percent do not count. Default: 10.")
  private int tolerancePercent = 10;

  @Option(
      names = "--fail-on-regression",
      description =
          "End with status 3 if anything is slower, or takes more memory, than in the baseline.")
  private boolean failOnRegression;

  @Option(
      names = WARMUP,
      paramLabel = "N",
      converter = Count.OrNone.class,
      description = "Runs of each process that are not measured, at least. Default: 2.")
  private int warmupRuns = 2;

  @Option(
      names = WARMUP_TIME,
      paramLabel = "SECONDS",
      converter = Count.OrNone.class,
      description =
          "Wall time for which each process makes such runs, at least. The compiler of Java is"
              + " busy for the first seconds. Default: 10.")
  private int warmupS = 10;

  @Option(names = "--quiet", description = "Print no progress.")
  private boolean quiet;

  @Option(
      names = "--fork-result",
      hidden = true,
      description = "Measure in this process, and write the result to this file.")
  private Path forkResult;

  /** Where this process hands back what it measures, if it is one that measures. */
  Optional<Path> forkResult() {
    return Optional.ofNullable(forkResult);
  }

  /** What each process does before it measures. */
  WarmUp warmUp() {
    return new WarmUp(warmupRuns, warmupS);
  }

  boolean quiet() {
    return quiet;
  }

  double tolerance() {
    return tolerancePercent * 0.01;
  }

  boolean failOnRegression() {
    return failOnRegression;
  }

  Path baseline() {
    return baseline;
  }

  /**
   * The baseline, if one was given; refused if it is not comparable. With a comparison of nothing,
   * no regression would ever be found.
   *
   * @param benchmark which benchmark this is
   * @param settings of the measurement about to be made
   * @param speeds names of the metrics about to be measured, one at least of which it has to have
   */
  Optional<BenchResult> readBaseline(
      String benchmark, Map<String, String> settings, List<String> speeds) {
    if (baseline == null) {
      if (failOnRegression) {
        throw new InputException("--fail-on-regression: needs " + BASELINE);
      }
      return Optional.empty();
    }
    String option = BASELINE + " " + baseline + ": ";
    try {
      BenchResult result = BenchResult.read(baseline, benchmark);
      List<String> differences = result.differences(settings);
      if (!differences.isEmpty()) {
        throw new InputException(
            option + "cannot be compared with: " + String.join("; ", differences));
      }
      if (speeds.stream().noneMatch(result::hasMeasured)) {
        throw new InputException(
            option + "has nothing of what is to be measured, " + String.join(", ", speeds));
      }
      return Optional.of(result);
    } catch (BenchResult.BaselineException e) {
      throw new InputException(option + e.getMessage());
    } catch (IOException e) {
      throw new InputException(option + "cannot be read (" + RunDirectory.reason(e) + ")");
    }
  }

  /** Creates the directory of the results; refuses one with anything in it. */
  Path createDirectory(String benchmark) {
    Path directory =
        out == null
            ? Path.of("runs", "bench-" + benchmark + "-" + LocalDateTime.now().format(STAMP))
            : out;
    String option = "--out " + directory + ": ";
    try {
      if (Files.exists(directory)) {
        if (!Files.isDirectory(directory)) {
          throw new InputException(option + "is a file, a directory is needed");
        }
        try (Stream<Path> entries = Files.list(directory)) {
          if (entries.findAny().isPresent()) {
            throw new InputException(option + "is not empty; name another directory");
          }
        }
      }
      Files.createDirectories(directory);
      return directory;
    } catch (IOException e) {
      throw new InputException(option + "cannot be created (" + RunDirectory.reason(e) + ")");
    }
  }
}
