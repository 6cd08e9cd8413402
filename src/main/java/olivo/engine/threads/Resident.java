package olivo.engine.threads;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A task that comes again and again, and has a thread at which it is at home. */
final class Resident {
  /** So long awaited tasks go first. */
  private static final long PATIENCE_NS = TimeUnit.MICROSECONDS.toNanos(500);

  /** How much the last window counts, as against those before. */
  private static final float WEIGHT_OF_LAST = 0.5f;

  private final Runnable task;
  private final long patienceNs;
  private final AtomicInteger due = new AtomicInteger();
  private final MoveCost moveCost = new MoveCost();
  private volatile long dueSinceNs;
  private volatile Stepper home;
  private volatile long busyNs;
  private Stepper ranLastAt;
  private long busyBeforeNs;
  private float loadNs;

  Resident(Runnable task, Urgency urgency, Stepper home) {
    this.task = task;
    this.patienceNs = urgency == Urgency.AWAITED ? 0 : PATIENCE_NS;
    this.home = home;
  }

  Stepper home() {
    return home;
  }

  void moveTo(Stepper stepper) {
    home = stepper;
  }

  /** It is to be run once more. */
  void submit(long nowNs) {
    if (due.get() == 0) {
      dueSinceNs = nowNs;
    }
    due.getAndIncrement();
  }

  boolean isDue() {
    return due.get() > 0;
  }

  /**
   * Whether it had better be taken over than wait for its thread: it is due, and became so before a
   * time, by more than what the move costs.
   */
  boolean isOverdueSince(long ns) {
    return isDue() && dueSinceNs + moveCost.ns() - ns < 0;
  }

  /** Who is due and has the earliest turn goes first. */
  long turnNs() {
    return dueSinceNs + patienceNs;
  }

  /** Whoever gets true runs it. */
  boolean claim() {
    int before = due.get();
    return before > 0 && due.compareAndSet(before, before - 1);
  }

  /** Runs it, and takes note of the time. */
  void run(long beganAtNs, Stepper here) {
    Stepper before = ranLastAt;
    ranLastAt = here;
    try {
      task.run();
    } finally {
      long tookNs = System.nanoTime() - beganAtNs;
      busyNs += tookNs;
      if (before != null) {
        moveCost.add(tookNs, before != here);
      }
    }
  }

  /** Ends a window of time, for which loads are compared. */
  void endWindow() {
    long busy = busyNs;
    loadNs += WEIGHT_OF_LAST * (busy - busyBeforeNs - loadNs);
    busyBeforeNs = busy;
  }

  /** Time spent on it in a window; the later ones count more. */
  float loadNs() {
    return loadNs;
  }
}
