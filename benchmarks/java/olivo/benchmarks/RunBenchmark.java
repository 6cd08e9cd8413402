package olivo.benchmarks;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import olivo.config.TopologyReader;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.engine.ClockActor;
import olivo.engine.RunOutcome;
import olivo.engine.SimulationGuardian;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.ExchangeObserver;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.protocol.RecordingSink;
import olivo.latency.LatencyHistograms;
import olivo.model.Epoch;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.Topology;
import olivo.record.RecorderActor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What do two simulated seconds of the microcircuit cost, with and without histograms? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 40)
@Fork(3)
public class RunBenchmark {
  private static final Pacing PACING = Pacing.DEFAULT;

  /** Whether latencies are recorded. */
  @Param({"false", "true"})
  private boolean measured;

  /** Threads that step populations. */
  @Param("1")
  private int threads;

  private Topology topology;
  private ExchangePlan plan;
  private Cast cast;

  /** Reads the circuit. */
  @Setup
  public void read() {
    topology =
        TopologyReader.read(Path.of("conf/microcircuit.conf"), List.of("duration=2s")).topology();
  }

  /** Makes its states. */
  @Setup(Level.Iteration)
  public void build() {
    Device device = new JvmDevice();
    plan = ExchangePlanner.plan(Lowering.lower(topology, Partition.WHOLE), PACING);
    cast = Cast.create(plan, PACING, slice -> device);
  }

  /** The whole run, recorded nowhere. */
  @Benchmark
  public RunOutcome run() throws ExecutionException, InterruptedException {
    ExchangeObserver observer =
        measured
            ? new LatencyHistograms(plan.participants().size(), plan.recorder())
            : ExchangeObserver.NONE;
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    ActorSystem<SimulationGuardian.Command> system =
        ActorSystem.create(
            SimulationGuardian.create(
                new SimulationGuardian.Setup(
                    plan,
                    cast,
                    Checkpointing.NONE,
                    threads + 1,
                    ClockActor.Patience.DEFAULT,
                    observer,
                    (position, clock) -> RecorderActor.create(position, 0, new Nowhere(), clock)),
                outcome),
            "olivo-benchmark",
            ConfigFactory.parseMap(
                    Map.of("olivo.participants-dispatcher.stepping-threads", threads))
                .withFallback(ConfigFactory.load()));
    RunOutcome ended = outcome.get();
    system.getWhenTerminated().toCompletableFuture().get();
    return ended;
  }

  /** Takes everything and keeps nothing. */
  private static final class Nowhere implements RecordingSink {
    @Override
    public void record(Epoch epoch, Inbound inbound) {}

    @Override
    public void finish(List<Sample.Weights> finalWeights) {}

    @Override
    public void close() {}
  }
}
