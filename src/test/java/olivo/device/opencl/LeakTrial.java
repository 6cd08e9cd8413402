package olivo.device.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import olivo.device.Device;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.device.layout.Slice;
import olivo.engine.ClockActor;
import olivo.engine.RunOutcome;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.model.Plasticity;
import olivo.testing.Circuits;
import olivo.testing.Collected;
import olivo.testing.Runs;
import org.lwjgl.system.MemoryUtil;

/**
 * Creates and destroys simulations, whole ones and ones that fail, and prints what is left of them.
 * LWJGL adds what native memory nobody has freed, if told to.
 */
final class LeakTrial {
  /** An argument: leave something behind, to show that it is seen. */
  static final String LEAVE_SOMETHING = "leave-something";

  private static final int WARM_UPS = 2;
  private static final int ON_OWN_DEVICES = 5;
  private static final int ON_SHARED_DEVICES = 95;
  private static final int RUN_FAILURES = 10;
  private static final int CALLS_BETWEEN_RUN_FAILURES = 43;
  private static final int THREAD_PATIENCE_MS = 20_000;

  private final WatchedDriver driver = WatchedDriver.install();
  private final FoundDevice firstFound;
  private final FoundDevice lastFound;
  private final List<ExchangePlan> plans = List.of(plan(Circuits.gated()), plan(Circuits.paired()));

  private LeakTrial() {
    List<FoundDevice> found = OpenClPlatforms.inventory().devices();
    firstFound = found.get(0);
    lastFound = found.get(found.size() - 1);
  }

  private static ExchangePlan plan(Plasticity rule) {
    Partition partition = new Partition(Map.of("PKJ", 2, "IO", 2));
    return ExchangePlanner.plan(
        Lowering.lower(Circuits.microcircuit(1, 10, rule, 16), partition),
        Pacing.DEFAULT.withMaxEpochSteps(256));
  }

  public static void main(String[] arguments) throws Exception {
    LeakTrial trial = new LeakTrial();
    boolean leaveSomething = List.of(arguments).contains(LEAVE_SOMETHING);
    for (int i = 0; i < WARM_UPS; i++) {
      trial.simulateOnOwnDevices(i);
    }
    final Set<Thread> threads = Thread.getAllStackTraces().keySet();
    final int tasks = nativeThreads();
    final long residentKib = residentKib();
    if (leaveSomething) {
      new ClWorkspace(new ClContext(trial.firstFound), "nobody").zeros("left behind", 1);
      new Thread(LeakTrial::stay, LEAVE_SOMETHING).start();
      MemoryUtil.memAlloc(1);
    } else {
      trial.simulateOnOwnDevices();
      trial.simulateOnSharedDevices();
      print("simulations", ON_OWN_DEVICES + ON_SHARED_DEVICES);
      print("failed_creations", trial.failToCreate());
      print("failed_runs", trial.failToRun());
    }
    print("created", trial.driver.created().values().stream().mapToInt(n -> n).sum());
    System.out.println("live objects: " + trial.driver.live());
    print("live", trial.driver.live().values().stream().mapToLong(n -> n).sum());
    print("stray_releases", trial.driver.strayReleases());
    trial.driver.close();
    print("threads", threadsBesides(threads));
    print("native_threads", nativeThreads() - tasks);
    print("resident_kib", residentKib() - residentKib);
    System.exit(0);
  }

  private static void stay() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(String name, long figure) {
    System.out.println(name + "=" + figure);
  }

  private void simulateOnOwnDevices() {
    for (int i = 0; i < ON_OWN_DEVICES; i++) {
      simulateOnOwnDevices(i);
    }
  }

  private void simulateOnOwnDevices(int round) {
    try (Device first = new OpenClDevice(firstFound);
        Device last = new OpenClDevice(lastFound)) {
      expectCompleted(simulate(plans.get(round % 2), first, last));
    }
  }

  /** All that a simulation takes must go with it, and not only with its devices. */
  private void simulateOnSharedDevices() {
    try (Device first = new OpenClDevice(firstFound);
        Device last = new OpenClDevice(lastFound)) {
      for (int i = 0; i < ON_SHARED_DEVICES; i++) {
        expectCompleted(simulate(plans.get(i % 2), first, last));
      }
      print("buffers_between_simulations", driver.live().getOrDefault("clCreateBuffer", 0L));
    }
  }

  private static RunOutcome simulate(ExchangePlan plan, Device first, Device last) {
    return run(plan, create(plan, first, last));
  }

  private static Cast create(ExchangePlan plan, Device first, Device last) {
    return Cast.create(
        plan, Pacing.DEFAULT.withMaxEpochSteps(256), slice -> isOnLast(slice) ? last : first);
  }

  private static boolean isOnLast(Slice slice) {
    return slice.firstCell() > 0;
  }

  private static RunOutcome run(ExchangePlan plan, Cast cast) {
    int populations = plan.participants().get(plan.recorder()).ports();
    return Runs.outcomeOf(plan, cast, new Collected(populations), ClockActor.Patience.DEFAULT, 2);
  }

  private static void expectCompleted(RunOutcome outcome) {
    if (outcome instanceof RunOutcome.Failed failed) {
      throw new IllegalStateException(failed.participant(), failed.cause());
    }
  }

  /** Every single call of a creation fails once. */
  private int failToCreate() {
    int failures = 0;
    try (Device first = new OpenClDevice(firstFound);
        Device last = new OpenClDevice(lastFound)) {
      for (ExchangePlan plan : plans) {
        create(plan, first, last).close();
        failures += failEveryCall(WatchedDriver::isFallible, () -> create(plan, first, last));
      }
    }
    // The calls that devices with programs do not make any more.
    failures +=
        failEveryCall(
            name -> name.contains("Program") || name.contains("Context"),
            () -> createWithDevice(plans.get(0)));
    return failures;
  }

  private Cast createWithDevice(ExchangePlan plan) {
    try (Device device = new OpenClDevice(firstFound)) {
      return create(plan, device, device);
    }
  }

  private int failEveryCall(Predicate<String> names, Supplier<Cast> creation) {
    int failures = 0;
    boolean created = false;
    while (!created) {
      driver.failAt(names, failures + 1, ClError.OUT_OF_RESOURCES);
      try (Cast cast = creation.get()) {
        created = true;
        if (driver.failed() > 0) {
          throw new IllegalStateException("call " + driver.calls() + " failed unseen");
        }
      } catch (OpenClException e) {
        failures++;
      }
    }
    driver.heal();
    return failures;
  }

  /** Commands fail at some point of a run. */
  private int failToRun() {
    int failures = 0;
    try (Device first = new OpenClDevice(firstFound);
        Device last = new OpenClDevice(lastFound)) {
      for (int i = 0; i < RUN_FAILURES; i++) {
        ExchangePlan plan = plans.get(i % 2);
        Cast cast = create(plan, first, last);
        driver.failAt(
            WatchedDriver::isFallible,
            1 + (long) i * CALLS_BETWEEN_RUN_FAILURES,
            ClError.OUT_OF_RESOURCES);
        failures += run(plan, cast) instanceof RunOutcome.Failed ? 1 : 0;
        driver.heal();
      }
    }
    return failures;
  }

  /** Threads that were not there before; those that are about to end are waited for. */
  private static int threadsBesides(Set<Thread> before) throws InterruptedException {
    Set<Thread> more = new HashSet<>(Thread.getAllStackTraces().keySet());
    more.removeAll(before);
    int left = 0;
    for (Thread thread : more) {
      thread.join(thread.getName().equals(LEAVE_SOMETHING) ? 1 : THREAD_PATIENCE_MS);
      if (thread.isAlive()) {
        System.out.println("thread: " + thread);
        left++;
      }
    }
    return left;
  }

  private static int nativeThreads() throws IOException {
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      return (int) tasks.count();
    }
  }

  private static long residentKib() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
        .findFirst()
        .orElseThrow();
  }
}
