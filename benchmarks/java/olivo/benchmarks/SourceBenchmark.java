package olivo.benchmarks;

import java.util.concurrent.TimeUnit;
import olivo.device.Device;
import olivo.device.SourceState;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What do 500 steps of Bernoulli sources cost, 26 spikes of each cell in a second? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SourceBenchmark {
  private static final int STEPS = 500;

  /** Where the population lives. */
  @Param("jvm")
  public String device;

  /** Number of cells. */
  @Param({"4096", "65536"})
  public int cells;

  private Device opened;
  private SourceState source;
  private long step;

  /** Builds the population. */
  @Setup
  public void create() {
    opened = Workbench.device(device);
    source =
        opened.createSource(
            Workbench.network(
                    """
                    name = benchmark, dt = 0.1 ms, duration = 1000 s
                    populations.IN { size = %d
                      model { type = bernoulli-source, rate = 30 Hz, t_ref = 5 ms } }
                    """
                        .formatted(cells))
                .sources()
                .get(0));
  }

  /** Frees the device. */
  @TearDown
  public void close() {
    source.close();
    opened.close();
  }

  /** One portion. */
  @Benchmark
  public EpochResult portion() {
    EpochResult result = source.advance(new Epoch(step, step + STEPS), Inbound.NONE);
    step += STEPS;
    return result;
  }
}
