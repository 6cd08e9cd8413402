package olivo.device.jvm;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import olivo.device.EpochOwner;

/**
 * Work in parts that are independent of each other. The owner does one after another, and threads
 * that have nothing else to do take parts off it; nobody waits for anybody. Threads at work are
 * told apart by numbers, so that each can have something of its own to write to.
 *
 * <p>A thread takes the parts first that it had in the round before, whose data lie in its caches.
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

  /** Each has a bit. */
  private static final int MOST_PARTS = WORKER_SHIFT;

  private final Parts work;
  private final int parts;
  private final int workers;
  private final Runnable helper = this::help;

  /**
   * The round, how many workers it has, and which parts they have taken, a bit for each. In one
   * word, so that who comes late and finds another round does not get the number of somebody at
   * work.
   */
  private final AtomicLong taken = new AtomicLong();

  /** {@code [parts]}: who had them last; nothing but speed depends on it. */
  private final Thread[] hadLast;

  private final AtomicInteger undone = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private EpochOwner owner;
  private long leftAtNs;
  private long waitedNs;

  /**
   * Work that is done in rounds.
   *
   * @param parts how many parts each round has, 16 at most
   * @param workers how many threads may be at it, the owner included
   */
  SharedWork(int parts, int workers, Parts work) {
    if (parts < 1 || parts > MOST_PARTS) {
      throw new IllegalArgumentException(parts + " parts");
    }
    this.parts = parts;
    this.workers = workers;
    this.work = work;
    this.hadLast = new Thread[parts];
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
      if (isAllTaken(before) || workersOf(before) >= workers) {
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
      int part;
      do {
        before = taken.get();
        if (before >>> ROUND_SHIFT != round || isAllTaken(before)) {
          return false;
        }
        part = choose(before, worker);
      } while (!taken.compareAndSet(before, before | 1L << part));
      hadLast[part] = Thread.currentThread();
      try {
        work.take(part, worker);
      } catch (RuntimeException | Error e) {
        // Not here, where nobody may be waiting for it, but in the thread of the owner.
        failure.compareAndSet(null, e);
      }
      if (undone.decrementAndGet() == 0) {
        return true;
      }
    }
  }

  /**
   * One that is free: the first that this thread had before, or else the first of all for the owner
   * and the last for others, so that they do not get into each other's way.
   */
  private int choose(long taken, int worker) {
    Thread here = Thread.currentThread();
    int first = -1;
    int last = -1;
    for (int part = 0; part < parts; part++) {
      if ((taken >>> part & 1) == 0) {
        if (hadLast[part] == here) {
          return part;
        }
        first = first < 0 ? part : first;
        last = part;
      }
    }
    return worker == 0 ? first : last;
  }

  private boolean isAllTaken(long taken) {
    return ((int) taken & COUNT) == (1 << parts) - 1;
  }

  private static int workersOf(long taken) {
    return (int) (taken >>> WORKER_SHIFT) & COUNT;
  }
}
