package olivo.device.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import olivo.device.EpochOwner;
import olivo.device.ParticipantState;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;

/** An owner with threads that help, which can wait until it is said to be ready. */
class HelpedOwner implements EpochOwner, AutoCloseable {
  private static final int PATIENCE_S = 30;

  private final Semaphore ready = new Semaphore(0);
  private final ExecutorService threads;

  HelpedOwner(int helpers) {
    threads = Executors.newFixedThreadPool(helpers);
  }

  @Override
  public void ready() {
    ready.release();
  }

  @Override
  public void share(Runnable work) {
    threads.execute(work);
  }

  /** How often it was said to be ready since somebody last waited for that. */
  int timesReady() {
    return ready.availablePermits();
  }

  void awaitReady() throws InterruptedException {
    assertThat(ready.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
  }

  /** Has a state take an epoch. */
  EpochResult advance(ParticipantState state, Epoch epoch, Inbound inbound)
      throws InterruptedException {
    Optional<EpochResult> result = state.begin(epoch, inbound, this);
    while (result.isEmpty()) {
      awaitReady();
      result = state.goOn(this);
    }
    return result.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      assertThat(threads.awaitTermination(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
