package olivo.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import olivo.config.ReadResult;
import olivo.config.TopologyReader;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Topology;
import olivo.record.RunHeader;
import olivo.record.RunRecorder;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to hash and write 1,000 steps of the spikes of the microcircuit? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RecorderBenchmark {
  private static final int STEPS = 1000;
  private static final double[] PER_CELL_AND_STEP = {0.0026, 0.003, 0.002, 0.005, 0.003, 0.0001};

  private Topology topology;
  private ReadResult read;
  private List<Volley> spikes;
  private Path directory;
  private RunRecorder recorder;
  private long step;

  /** Makes the spikes. */
  @Setup
  public void create() {
    read =
        TopologyReader.read(
            Path.of("conf/microcircuit.conf"),
            List.of("duration=100000s", "record.potentials=null", "record.weights=null"));
    topology = read.topology();
    spikes =
        Stream.iterate(0, i -> i < PER_CELL_AND_STEP.length, i -> i + 1)
            .map(
                i ->
                    Volley.random(
                        STEPS, topology.populations().get(i).size(), PER_CELL_AND_STEP[i], i))
            .toList();
  }

  /** Begins a recording. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    directory = Files.createTempDirectory("olivo-benchmark");
    step = 0;
    recorder =
        new RunRecorder(
            directory.resolve("recording"),
            RunHeader.of(topology, read.sha256(), "benchmark", projection -> 0),
            topology.projections().stream().map(projection -> projection.name()).toList());
  }

  /** Deletes the recording. */
  @TearDown(Level.Iteration)
  public void close() throws IOException {
    recorder.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(RecorderBenchmark::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One epoch of the recorder. */
  @Benchmark
  public void epoch() throws IOException {
    recorder.record(
        new Epoch(step, step + STEPS),
        new Inbound(spikes.stream().map(volley -> volley.from(step)).toList(), List.of()));
    step += STEPS;
  }
}
