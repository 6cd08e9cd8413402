package olivo.engine.threads;

import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Threads for tasks that come again and again, each with a state of its own, and that submit each
 * other. A task that {@linkplain #settle settles} is run by one and the same thread from then on,
 * its home, in whose caches its state lies. The homes of all are chosen by the time that was spent
 * on them, so that threads have equally much to do. Other tasks roam: whoever submits one runs it
 * next.
 *
 * <p>Nobody waits long for a thread that is busy. One that has nothing to do takes over what has
 * been due elsewhere for longer than the move costs, and where all threads are stuck, as in a task
 * that hangs, there is another one.
 *
 * <p>A task may be submitted again while it runs, and be run by two threads at a time if it is;
 * mailboxes of actors do this only while they end.
 */
public final class StepperPool extends AbstractExecutorService {
  /**
   * Who has been due for so much longer than the move costs is taken over by a thread that has
   * nothing to do.
   */
  private static final long OVERDUE_NS = TimeUnit.MICROSECONDS.toNanos(2);

  /** Roaming tasks are short, and what they need is where they were submitted. */
  private static final long STRANDED_NS = TimeUnit.MICROSECONDS.toNanos(30);

  private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long WINDOW_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final ThreadLocal<Stepper> HERE = new ThreadLocal<>();

  private final ThreadFactory factory;
  private final Thread watch;
  private final ConcurrentLinkedQueue<Runnable> submitted = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Runnable> offered = new ConcurrentLinkedQueue<>();

  /** Who writes the fields that follow, or moves tasks, holds this. */
  private final ReentrantLock settling = new ReentrantLock();

  private volatile Stepper[] steppers;
  private volatile Map<Runnable, Resident> residents = new IdentityHashMap<>();
  private volatile long windowEndNs;
  private volatile boolean shutDown;

  /**
   * Starts threads.
   *
   * @param threads how many, but for such as stand in for others that are stuck
   * @param factory makes them
   */
  public StepperPool(int threads, ThreadFactory factory) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.factory = factory;
    this.windowEndNs = System.nanoTime() + WINDOW_NS;
    this.steppers = new Stepper[threads];
    Arrays.setAll(steppers, i -> new Stepper(this, factory));
    for (Stepper stepper : steppers) {
      stepper.start();
    }
    this.watch = factory.newThread(this::watch);
    watch.start();
  }

  /**
   * Called by a task of a pool: it comes again, and has a state that had better stay where it is.
   * Elsewhere nothing happens.
   */
  public static void settle(Urgency urgency) {
    Stepper here = HERE.get();
    if (here != null && here.running() != null) {
      here.pool().settle(here.running(), urgency);
    }
  }

  /**
   * Called by a task of a pool: there is work for a thread that has nothing else to do. It is done
   * once, however often it was offered until then. Elsewhere nothing happens, as where no thread
   * ever has time.
   */
  public static void offer(Runnable work) {
    Stepper here = HERE.get();
    if (here != null) {
      here.pool().addOffered(work);
    }
  }

  private void addOffered(Runnable work) {
    if (!offered.contains(work)) {
      offered.add(work);
    }
    wakeOne();
  }

  private void settle(Runnable task, Urgency urgency) {
    settling.lock();
    try {
      if (residents.containsKey(task)) {
        return;
      }
      Stepper emptiest =
          Arrays.stream(steppers)
              .min(Comparator.comparingInt(stepper -> stepper.residents().length))
              .orElseThrow();
      Resident resident = new Resident(task, urgency, emptiest);
      Map<Runnable, Resident> more = new IdentityHashMap<>(residents);
      more.put(task, resident);
      emptiest.addResident(resident);
      residents = more;
    } finally {
      settling.unlock();
    }
  }

  @Override
  public void execute(Runnable task) {
    if (shutDown) {
      throw new RejectedExecutionException("the threads have been shut down");
    }
    Resident resident = residents.get(task);
    Stepper here = HERE.get();
    if (resident != null) {
      resident.submit(System.nanoTime());
      Stepper home = resident.home();
      if (home != here) {
        home.wake();
      }
    } else if (here != null && here.pool() == this) {
      here.runNext(task);
    } else {
      submitted.add(task);
      wakeOne();
    }
  }

  private void wakeOne() {
    for (Stepper stepper : steppers) {
      if (stepper.isAsleep()) {
        stepper.wake();
        return;
      }
    }
  }

  /** Has another thread stand in where all are stuck. */
  private void watch() {
    while (!shutDown) {
      LockSupport.parkNanos(this, STUCK_NS);
      long beforeNs = System.nanoTime() - STUCK_NS;
      if (Arrays.stream(steppers).allMatch(stepper -> stepper.isStuckSince(beforeNs))) {
        addStepper();
      }
    }
  }

  private void addStepper() {
    settling.lock();
    try {
      if (!shutDown) {
        Stepper[] more = Arrays.copyOf(steppers, steppers.length + 1);
        more[steppers.length] = new Stepper(this, factory);
        steppers = more;
        more[more.length - 1].start();
      }
    } finally {
      settling.unlock();
    }
  }

  void enter(Stepper stepper) {
    HERE.set(stepper);
  }

  boolean isOver() {
    return shutDown;
  }

  /** Whether there is something that whoever has time may take. */
  boolean hasForAnybody() {
    return !submitted.isEmpty() || !offered.isEmpty();
  }

  Runnable pollSubmitted() {
    return submitted.isEmpty() ? null : submitted.poll();
  }

  Runnable pollOffered() {
    return offered.isEmpty() ? null : offered.poll();
  }

  boolean hasOverdue(Stepper idle, long nowNs) {
    for (Stepper stepper : steppers) {
      if (stepper != idle
          && (stepper.hasOverdue(nowNs - OVERDUE_NS) || stepper.hasStranded(nowNs - STRANDED_NS))) {
        return true;
      }
    }
    return false;
  }

  /** Has a thread run what has been due elsewhere for too long, if there is such a task. */
  boolean takeOverdue(Stepper idle) {
    long nowNs = System.nanoTime();
    for (Stepper stepper : steppers) {
      if (stepper == idle) {
        continue;
      }
      Runnable roaming = stepper.pollStranded(nowNs - STRANDED_NS);
      if (roaming != null) {
        idle.run(roaming);
        return true;
      }
      Resident resident = stepper.claimOverdue(nowNs - OVERDUE_NS);
      if (resident != null) {
        idle.run(resident);
        return true;
      }
    }
    return false;
  }

  /** Evens out what threads have to do, from time to time. */
  void balanceIfDue() {
    long now = System.nanoTime();
    if (now - windowEndNs < 0 || !settling.tryLock()) {
      return;
    }
    try {
      if (now - windowEndNs >= 0) {
        windowEndNs = now + WINDOW_NS;
        balance();
      }
    } finally {
      settling.unlock();
    }
  }

  private void balance() {
    Stepper[] all = steppers;
    Resident[] who = residents.values().toArray(Resident[]::new);
    float[] loads = new float[who.length];
    int[] homes = new int[who.length];
    for (int i = 0; i < who.length; i++) {
      who[i].endWindow();
      loads[i] = who[i].loadNs();
      homes[i] = Arrays.asList(all).indexOf(who[i].home());
    }
    int[] better = Balance.homes(loads, homes, all.length);
    if (!Arrays.equals(homes, better)) {
      move(who, better, all);
    }
  }

  private static void move(Resident[] who, int[] homes, Stepper[] all) {
    for (int s = 0; s < all.length; s++) {
      int home = s;
      all[s].setResidents(
          IntStream.range(0, who.length)
              .filter(i -> homes[i] == home)
              .mapToObj(i -> who[i])
              .toArray(Resident[]::new));
    }
    for (int i = 0; i < who.length; i++) {
      who[i].moveTo(all[homes[i]]);
    }
    // Who became due meanwhile may have woken the wrong thread.
    for (Stepper stepper : all) {
      stepper.wake();
    }
  }

  @Override
  public void shutdown() {
    settling.lock();
    try {
      shutDown = true;
    } finally {
      settling.unlock();
    }
    LockSupport.unpark(watch);
    for (Stepper stepper : steppers) {
      stepper.wake();
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    for (Stepper stepper : steppers) {
      stepper.thread().interrupt();
    }
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutDown;
  }

  @Override
  public boolean isTerminated() {
    return shutDown && Arrays.stream(steppers).noneMatch(stepper -> stepper.thread().isAlive());
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long endNs = System.nanoTime() + unit.toNanos(timeout);
    for (Stepper stepper : steppers) {
      long ms = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
      stepper.thread().join(Math.max(1, ms));
    }
    return isTerminated();
  }
}
