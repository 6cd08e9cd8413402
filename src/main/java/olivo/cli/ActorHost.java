package olivo.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import olivo.engine.SimulationGuardian;
import olivo.engine.WaitingGuardian;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.LoggerFactory;

/**
 * Where the actors of a run will live. To come up takes a third of a second, in which topology and
 * network are made. Closed without having been handed over, it goes again.
 */
final class ActorHost implements AutoCloseable {
  private final int threads;
  private final CompletableFuture<ActorSystem<SimulationGuardian.Command>> system;
  private boolean handedOver;

  private ActorHost(int threads) {
    this.threads = threads;
    // Whoever asks for a logger while another thread is the first to do so is warned by SLF4J.
    LoggerFactory.getILoggerFactory();
    this.system =
        CompletableFuture.supplyAsync(
            () -> ActorSystem.create(WaitingGuardian.create(), "olivo", settings(threads)));
  }

  /**
   * Begins to make an actor system and returns at once.
   *
   * @param threads threads of clock, populations, plasticity and recorder
   */
  static ActorHost start(int threads) {
    return new ActorHost(threads);
  }

  /** Threads of clock, populations, plasticity and recorder. */
  int threads() {
    return threads;
  }

  /** The actor system, once it is there; whoever takes it ends it. */
  ActorSystem<SimulationGuardian.Command> handOver() {
    try {
      ActorSystem<SimulationGuardian.Command> made = system.join();
      handedOver = true;
      return made;
    } catch (CompletionException e) {
      if (e.getCause() instanceof OutOfMemoryError error) {
        throw error;
      }
      throw e;
    }
  }

  /** Settings of the actor system; all others stand in {@code reference.conf}. */
  private static Config settings(int threads) {
    return ConfigFactory.parseMap(Map.of("olivo.participants-dispatcher.stepping-threads", threads))
        .withFallback(ConfigFactory.load());
  }

  @Override
  public void close() {
    if (!handedOver) {
      system.thenAccept(ActorSystem::terminate);
    }
  }
}
