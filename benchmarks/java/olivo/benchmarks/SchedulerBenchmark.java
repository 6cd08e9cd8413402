package olivo.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import olivo.config.TopologyReader;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.GrantSink;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.Scheduler;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.SpikeBatch;
import olivo.model.Topology;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the clock spend on one second of the microcircuit: granting about 1,800 epochs, with
 * nobody computing anything?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SchedulerBenchmark {
  private record Grant(int participant, Epoch epoch) {}

  private ExchangePlan plan;

  /** Reads the circuit. */
  @Setup
  public void create() {
    Topology topology =
        TopologyReader.read(Path.of("conf/microcircuit.conf"), List.of("duration=1s")).topology();
    plan = ExchangePlanner.plan(Lowering.outline(topology, Partition.WHOLE), Pacing.DEFAULT);
  }

  /** One simulated second. */
  @Benchmark
  public boolean second() {
    Scheduler scheduler = new Scheduler(plan, 3);
    Queue<Grant> grants = new ArrayDeque<>();
    GrantSink queue = (participant, epoch, inbound) -> grants.add(new Grant(participant, epoch));
    scheduler.start(queue);
    while (!grants.isEmpty()) {
      Grant grant = grants.remove();
      EpochResult nothing = new EpochResult(SpikeBatch.silent(grant.epoch()), List.of());
      scheduler.advanced(grant.participant(), grant.epoch(), nothing, queue);
    }
    return scheduler.isFinished();
  }
}
