package olivo.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, or another request to end the process, into an orderly end of the run: the process
 * goes away only once what was simulated is written, or after a while if that does not come about.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_S = 30;

  private final Runnable stop;
  private final CountDownLatch wrappedUp = new CountDownLatch(1);
  private final Thread hook = new Thread(this::endRun, "interruption");

  private Interruption(Runnable stop) {
    this.stop = stop;
  }

  /**
   * Begins to listen.
   *
   * @param stop ends the run; called at most once, by another thread
   */
  static Interruption listen(Runnable stop) {
    Interruption interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void endRun() {
    stop.run();
    try {
      wrappedUp.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run has been wrapped up: the process may go away. */
  @Override
  public void close() {
    wrappedUp.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going away already, and the hook finds the run wrapped up.
      Thread.yield();
    }
  }
}
