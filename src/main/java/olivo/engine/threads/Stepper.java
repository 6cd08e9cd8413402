package olivo.engine.threads;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One thread of a {@link StepperPool}. */
final class Stepper {
  private static final long SPIN_NS = TimeUnit.MICROSECONDS.toNanos(20);
  private static final long YIELD_NS = TimeUnit.MICROSECONDS.toNanos(100);

  /** Nobody wakes a sleeper when a task of others becomes overdue, so it looks by itself. */
  private static final long SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final StepperPool pool;
  private final Thread thread;

  /** Roaming tasks that this thread has submitted. */
  private final ConcurrentLinkedDeque<Runnable> roaming = new ConcurrentLinkedDeque<>();

  private volatile Resident[] residents = {};
  private volatile boolean asleep;

  /** Whether there is a present task, and when it began. */
  private volatile boolean atWork;

  private volatile long beganAtNs;

  /** The present task, if it roams; for this thread only. */
  private Runnable running;

  Stepper(StepperPool pool, ThreadFactory factory) {
    this.pool = pool;
    this.thread = factory.newThread(this::runAll);
  }

  void start() {
    thread.start();
  }

  StepperPool pool() {
    return pool;
  }

  Thread thread() {
    return thread;
  }

  /** The roaming task that this thread is running, or null. */
  Runnable running() {
    return running;
  }

  Resident[] residents() {
    return residents;
  }

  void setResidents(Resident[] newResidents) {
    residents = newResidents;
  }

  void addResident(Resident resident) {
    Resident[] more = Arrays.copyOf(residents, residents.length + 1);
    more[residents.length] = resident;
    residents = more;
  }

  /** This thread, which calls this, runs a roaming task after the present one. */
  void runNext(Runnable task) {
    roaming.addFirst(task);
  }

  boolean isAsleep() {
    return asleep;
  }

  void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /** Whether it has been at one task since before a time. */
  boolean isStuckSince(long ns) {
    return atWork && beganAtNs - ns < 0;
  }

  private void runAll() {
    pool.enter(this);
    while (!pool.isOver()) {
      if (!runOne()) {
        waitForWork();
      }
    }
  }

  /** Runs a task, if there is one. */
  private boolean runOne() {
    Runnable task = roaming.pollFirst();
    if (task == null) {
      task = pool.pollSubmitted();
    }
    if (task != null) {
      run(task);
      return true;
    }
    Resident resident = claimFirst();
    if (resident != null) {
      run(resident);
      return true;
    }
    task = pool.pollOffered();
    if (task != null) {
      run(task);
      return true;
    }
    return pool.takeOverdue(this);
  }

  /** Waking takes long, so a thread looks for work for some time before it sleeps. */
  private void waitForWork() {
    long now = System.nanoTime();
    long spinUntilNs = now + SPIN_NS;
    long untilNs = spinUntilNs + YIELD_NS;
    while (now - untilNs < 0) {
      if (now - spinUntilNs < 0) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
      now = System.nanoTime();
      if (hasWork(now)) {
        return;
      }
    }
    asleep = true;
    try {
      if (!hasWork(System.nanoTime()) && !pool.isOver()) {
        LockSupport.parkNanos(pool, SLEEP_NS);
      }
    } finally {
      asleep = false;
    }
  }

  private boolean hasWork(long nowNs) {
    for (Resident resident : residents) {
      if (resident.isDue()) {
        return true;
      }
    }
    return !roaming.isEmpty() || pool.hasForAnybody() || pool.hasOverdue(this, nowNs);
  }

  /** Runs a roaming task. */
  void run(Runnable task) {
    begin();
    running = task;
    try {
      task.run();
    } catch (Throwable e) {
      report(e);
    } finally {
      running = null;
      atWork = false;
    }
  }

  void run(Resident resident) {
    begin();
    try {
      resident.run(beganAtNs, this);
    } catch (Throwable e) {
      report(e);
    } finally {
      atWork = false;
    }
    pool.balanceIfDue();
  }

  private void begin() {
    beganAtNs = System.nanoTime();
    atWork = true;
  }

  /** As if the thread had died of it. */
  private void report(Throwable e) {
    thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
  }

  /** Claims whoever of those at home is due and has the earliest turn. */
  private Resident claimFirst() {
    while (true) {
      Resident first = null;
      for (Resident resident : residents) {
        if (resident.isDue() && (first == null || resident.turnNs() - first.turnNs() < 0)) {
          first = resident;
        }
      }
      if (first == null || first.claim()) {
        return first;
      }
    }
  }

  /** Claims somebody who has been due here since before a time, and longer than a move costs. */
  Resident claimOverdue(long beforeNs) {
    for (Resident resident : residents) {
      if (resident.isOverdueSince(beforeNs) && resident.claim()) {
        return resident;
      }
    }
    return null;
  }

  /** Takes a roaming task that waits here for a task that began before a time. */
  Runnable pollStranded(long beforeNs) {
    return isStuckSince(beforeNs) ? roaming.pollLast() : null;
  }

  boolean hasOverdue(long beforeNs) {
    for (Resident resident : residents) {
      if (resident.isOverdueSince(beforeNs)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a roaming task waits here for a task that began before a time. */
  boolean hasStranded(long beforeNs) {
    return isStuckSince(beforeNs) && !roaming.isEmpty();
  }
}
