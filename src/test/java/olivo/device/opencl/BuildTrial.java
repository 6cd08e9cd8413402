package olivo.device.opencl;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.device.layout.Slice;
import olivo.engine.ClockActor;
import olivo.engine.RunOutcome;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.model.Topology;
import olivo.testing.Circuits;
import olivo.testing.Collected;
import olivo.testing.Runs;

/**
 * Runs in a row with programs that no driver has seen before. Drivers compile in part only when a
 * kernel is first launched: then populations do so at the same time.
 */
final class BuildTrial {
  /** An argument: all populations on OpenCL devices in every run, and not two in turn. */
  static final String ALL = "all";

  private static final Topology TOPOLOGY = Circuits.microcircuit(3, 10, Circuits.gated(), 16);
  private static final int POPULATIONS = TOPOLOGY.populations().size();
  private static final int THREADS = 4;

  private BuildTrial() {}

  /** Takes the number of runs. */
  public static void main(String[] arguments) {
    WatchedDriver driver = WatchedDriver.install();
    Collected expected = Runs.sequentially(TOPOLOGY);
    boolean all = List.of(arguments).contains(ALL);
    int runs = Integer.parseInt(arguments[0]);
    List<FoundDevice> found = OpenClPlatforms.inventory().devices();
    // PoCL takes most of a second for the first program of a context, so they serve all runs.
    try (OpenClDevice first = new OpenClDevice(found.get(0));
        OpenClDevice last = new OpenClDevice(found.get(found.size() - 1))) {
      for (int run = 0; run < runs; run++) {
        driver.addOptions("-D RUN=" + run);
        Collected collected = all ? simulateAll(first, last) : simulateTwo(run, first, last);
        Runs.assertSame(TOPOLOGY, collected, expected);
        first.context().programs().close();
        last.context().programs().close();
      }
    }
    System.out.println("runs=" + runs);
    System.out.println("programs=" + driver.created().get("clCreateProgramWithSource"));
    System.out.println("caught=" + HostExceptions.caught());
    System.exit(0);
  }

  private static Collected simulateAll(Device first, Device last) {
    return simulate(
        new Partition(Map.of("PKJ", 2, "BC", 2)), slice -> slice.firstCell() > 0 ? last : first);
  }

  /** Two populations, each on its own device, and Java steps the others. */
  private static Collected simulateTwo(int run, Device first, Device last) {
    int one = run % POPULATIONS;
    int other = (run + POPULATIONS / 2) % POPULATIONS;
    Device jvm = new JvmDevice();
    return simulate(
        Partition.WHOLE,
        slice -> slice.population() == one ? first : slice.population() == other ? last : jvm);
  }

  private static Collected simulate(Partition partition, Function<Slice, Device> placement) {
    ExchangePlan plan =
        ExchangePlanner.plan(
            Lowering.lower(TOPOLOGY, partition), Pacing.DEFAULT.withMaxEpochSteps(256));
    Cast cast = Cast.create(plan, Pacing.DEFAULT.withMaxEpochSteps(256), placement);
    Collected collected = new Collected(POPULATIONS);
    RunOutcome outcome =
        Runs.outcomeOf(plan, cast, collected, ClockActor.Patience.DEFAULT, THREADS);
    if (outcome instanceof RunOutcome.Failed failed) {
      throw new IllegalStateException(failed.participant(), failed.cause());
    }
    return collected;
  }
}
