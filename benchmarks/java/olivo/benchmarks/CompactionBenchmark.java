package olivo.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import olivo.engine.exchange.CoupledSlices;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to make one sorted batch of the spikes of several slices? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CompactionBenchmark {
  private static final int STEPS = 256;
  private static final int CELLS = 32_768;

  /** Number of slices. */
  @Param({"2", "8"})
  public int slices;

  private List<EpochResult> parts;

  /** Makes the spikes of the slices: 20 of each cell in a second. */
  @Setup
  public void create() {
    parts =
        IntStream.range(0, slices)
            .mapToObj(
                slice ->
                    new EpochResult(
                        Volley.random(STEPS, CELLS / slices, 0.002, slice).batch(0), List.of()))
            .toList();
  }

  /** One epoch. */
  @Benchmark
  public EpochResult merge() {
    return CoupledSlices.merge(new Epoch(0, STEPS), parts);
  }
}
