package olivo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
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
import olivo.engine.exchange.SequentialSimulator;
import olivo.engine.protocol.RecordingSink;
import olivo.model.Topology;
import olivo.record.RecorderActor;
import org.apache.pekko.actor.typed.ActorSystem;

/** Runs topologies for tests. */
public final class Runs {
  private Runs() {}

  /** Runs without actors on the built-in device. */
  public static Collected sequentially(Topology topology) {
    return sequentially(topology, Partition.WHOLE, Pacing.DEFAULT);
  }

  /** Runs without actors on the built-in device. */
  public static Collected sequentially(Topology topology, Partition partition, Pacing pacing) {
    try (Device device = new JvmDevice()) {
      return sequentially(topology, partition, pacing, device);
    }
  }

  /** Runs without actors. */
  public static Collected sequentially(
      Topology topology, Partition partition, Pacing pacing, Device device) {
    NetworkLayout network = Lowering.lower(topology, partition);
    ExchangePlan plan = ExchangePlanner.plan(network, pacing);
    Collected collected = new Collected(topology.populations().size());
    try (Cast cast = Cast.create(plan, pacing, slice -> device)) {
      SequentialSimulator.run(plan, cast, collected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return collected;
  }

  /**
   * Runs without actors from a starting point on.
   *
   * @param collected what there was at the starting point; gets the rest
   */
  public static void sequentially(
      Topology topology,
      Partition partition,
      Pacing pacing,
      Device device,
      Checkpointing checkpointing,
      Collected collected) {
    ExchangePlan plan = ExchangePlanner.plan(Lowering.lower(topology, partition), pacing);
    try (Cast cast = Cast.create(plan, pacing, slice -> device)) {
      checkpointing.start().checkpoint().ifPresent(checkpoint -> cast.restore(plan, checkpoint));
      SequentialSimulator.run(plan, cast, checkpointing, collected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs with actors on the built-in device. */
  public static Collected withActors(
      Topology topology, Partition partition, Pacing pacing, int threads) {
    NetworkLayout network = Lowering.lower(topology, partition);
    ExchangePlan plan = ExchangePlanner.plan(network, pacing);
    Collected collected = new Collected(topology.populations().size());
    Device device = new JvmDevice(threads);
    Cast cast = Cast.create(plan, pacing, slice -> device);
    RunOutcome outcome = outcomeOf(plan, cast, collected, ClockActor.Patience.DEFAULT, threads);
    assertThat(outcome).isEqualTo(new RunOutcome.Completed());
    return collected;
  }

  /** Runs a plan with actors and waits for its end. */
  public static RunOutcome outcomeOf(
      ExchangePlan plan, Cast cast, RecordingSink sink, ClockActor.Patience patience, int threads) {
    return outcomeOf(plan, cast, Checkpointing.NONE, sink, patience, threads);
  }

  /** Runs a plan with actors from a starting point on and waits for its end. */
  public static RunOutcome outcomeOf(
      ExchangePlan plan,
      Cast cast,
      Checkpointing checkpointing,
      RecordingSink sink,
      ClockActor.Patience patience,
      int threads) {
    checkpointing.start().checkpoint().ifPresent(checkpoint -> cast.restore(plan, checkpoint));
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    ActorSystem<SimulationGuardian.Command> system =
        ActorSystem.create(
            SimulationGuardian.create(
                new SimulationGuardian.Setup(
                    plan,
                    cast,
                    checkpointing,
                    threads + 1,
                    patience,
                    ExchangeObserver.NONE,
                    (position, clock) ->
                        RecorderActor.create(position, checkpointing.start().step(), sink, clock)),
                outcome),
            "olivo-test",
            ConfigFactory.parseMap(
                    Map.of("olivo.participants-dispatcher.stepping-threads", threads))
                .withFallback(ConfigFactory.load()));
    try {
      RunOutcome ended = outcome.get(5, TimeUnit.MINUTES);
      system.getWhenTerminated().toCompletableFuture().get(1, TimeUnit.MINUTES);
      return ended;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the run did not end", e);
    } finally {
      system.terminate();
    }
  }

  /** Asserts that two runs produced the same spikes, samples and weights, bit for bit. */
  public static void assertSame(Topology topology, Collected actual, Collected expected) {
    for (int p = 0; p < topology.populations().size(); p++) {
      assertThat(actual.spikes(p))
          .as("spikes of %s", topology.populations().get(p).name())
          .isDeepEqualTo(expected.spikes(p));
    }
    assertThat(actual.samples().keySet()).isEqualTo(expected.samples().keySet());
    actual
        .samples()
        .forEach(
            (name, values) -> assertThat(values).as(name).isEqualTo(expected.samples().get(name)));
    for (int k = 0; k < topology.projections().size(); k++) {
      assertThat(actual.finalWeights(k))
          .as("weights of %s", topology.projections().get(k).name())
          .isEqualTo(expected.finalWeights(k));
    }
  }
}
