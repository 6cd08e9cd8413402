package olivo.engine;

import com.typesafe.config.Config;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import olivo.engine.threads.StepperPool;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.MonitorableThreadFactory;

/** Puts a {@link StepperPool} behind a dispatcher; named in {@code reference.conf}. */
public final class SteppingThreads extends ExecutorServiceConfigurator {
  private final int threads;

  /**
   * As Pekko makes it.
   *
   * @param config settings of the dispatcher, of which {@code stepping-threads} counts: a number,
   *     or 0 for one of each processor
   */
  public SteppingThreads(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    int wanted = config.getInt("stepping-threads");
    this.threads = wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory factory) {
    ThreadFactory named =
        factory instanceof MonitorableThreadFactory monitorable
            ? monitorable.withName(monitorable.name() + "-" + id)
            : factory;
    return new ExecutorServiceFactory() {
      @Override
      public ExecutorService createExecutorService() {
        return new StepperPool(threads, named);
      }
    };
  }
}
