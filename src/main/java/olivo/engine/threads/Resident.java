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
  private volatile long dueSinceNs;
  private volatile Stepper home;
  private volatile long busyNs;
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

  /** Since when it waits; says something only if it is due. */
  long dueSinceNs() {
    return dueSinceNs;
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
  void run(long beganAtNs) {
    try {
      task.run();
    } finally {
      busyNs += System.nanoTime() - beganAtNs;
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
