package olivo.device.jvm;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import olivo.device.EpochOwner;

/**
 * Work in parts that are independent of each other. The owner does one after another, and threads
 * that have nothing else to do take parts off it; nobody waits for anybody. Threads at work are
 * told apart by numbers, so that each can have something of its own to write to.
 */
final class SharedWork {
  /** What the parts are. */
  interface Parts {
    /**
     * Does one of them.
     *
     * @param part which, from 0 on
     * @param worker number of the thread, which nobody else has at this time: 0 for the owner
     */
    void take(int part, int worker);
  }

  private static final int ROUND_SHIFT = 32;
  private static final int WORKER_SHIFT = 16;
  private static final long ONE_WORKER = 1L << WORKER_SHIFT;
  private static final int COUNT = (1 << WORKER_SHIFT) - 1;

  private final Parts work;
  private final int parts;
  private final int workers;
  private final Runnable helper = this::help;

  /**
   * The round, how many workers it has, and how many parts they have taken. In one word, so that
   * who comes late and finds another round does not get the number of somebody at work.
   */
  private final AtomicLong taken = new AtomicLong();

  private final AtomicInteger undone = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private EpochOwner owner;
  private long leftAtNs;
  private long waitedNs;

  /**
   * Work that is done in rounds.
   *
   * @param parts how many parts each round has
   * @param workers how many threads may be at it, the owner included
   */
  SharedWork(int parts, int workers, Parts work) {
    this.parts = parts;
    this.workers = workers;
    this.work = work;
  }

  /** Does all parts in this thread. */
  void doAlone() {
    for (int part = 0; part < parts; part++) {
      work.take(part, 0);
    }
  }

  /**
   * Does all parts, with the help of others.
   *
   * @param whose said to be ready, by another thread, when all is done that others took
   * @return whether all is done already, so that nobody is said to be ready
   */
  boolean begin(EpochOwner whose) {
    if (workers == 1) {
      doAlone();
      return true;
    }
    owner = whose;
    undone.set(parts);
    long round = (taken.get() >>> ROUND_SHIFT) + 1;
    taken.set(round << ROUND_SHIFT | ONE_WORKER);
    whose.share(helper);
    boolean done = takeFrom(round, 0);
    leftAtNs = done ? 0 : System.nanoTime();
    return done;
  }

  /** Ends a round all of whose parts are done. */
  void end() {
    if (leftAtNs != 0) {
      waitedNs += System.nanoTime() - leftAtNs;
      leftAtNs = 0;
    }
    Throwable thrown = failure.getAndSet(null);
    if (thrown instanceof Error error) {
      throw error;
    } else if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }

  /** Time in ns that has passed between the owner's last part and the last part of all. */
  long waitedNs() {
    return waitedNs;
  }

  private void help() {
    long before;
    do {
      before = taken.get();
      if (partsOf(before) >= parts || workersOf(before) >= workers) {
        return;
      }
    } while (!taken.compareAndSet(before, before + ONE_WORKER));
    int worker = workersOf(before);
    if (worker + 1 < workers) {
      owner.share(helper);
    }
    EpochOwner waiting = owner;
    if (takeFrom(before >>> ROUND_SHIFT, worker)) {
      waiting.ready();
    }
  }

  /** Does parts as long as there are any; true if the last one that was done was among them. */
  private boolean takeFrom(long round, int worker) {
    while (true) {
      long before;
      do {
        before = taken.get();
        if (before >>> ROUND_SHIFT != round || partsOf(before) >= parts) {
          return false;
        }
      } while (!taken.compareAndSet(before, before + 1));
      try {
        work.take(partsOf(before), worker);
      } catch (RuntimeException | Error e) {
        // Not here, where nobody may be waiting for it, but in the thread of the owner.
        failure.compareAndSet(null, e);
      }
      if (undone.decrementAndGet() == 0) {
        return true;
      }
    }
  }

  private static int partsOf(long taken) {
    return (int) taken & COUNT;
  }

  private static int workersOf(long taken) {
    return (int) (taken >>> WORKER_SHIFT) & COUNT;
  }
}
