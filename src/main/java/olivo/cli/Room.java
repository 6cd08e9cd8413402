package olivo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import olivo.device.Device;
import olivo.device.layout.Partition;
import olivo.device.layout.Slice;
import olivo.model.Topology;
import olivo.plan.Assignment;
import olivo.plan.ExchangeForecast;
import olivo.plan.MemoryForecast;

/** Whether a run fits into the memory of its devices and of this process. */
final class Room {
  private static final double BYTES_PER_MB = 1e6;

  /** Beside what lives long, Java needs room for what does not. */
  private static final double RESERVE = 1.15;

  private static final double SHORT_LIVED_BYTES = 96L << 20;

  private Room() {}

  /** Why a run cannot be had, one line for each reason. */
  static List<String> refusals(MemoryForecast memory) {
    List<String> refusals = new ArrayList<>(memory.refusals());
    long needed = memory.host().peakHeapBytes();
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      refusals.add(
          String.format(
              Locale.ROOT,
              "the memory does not suffice: the network takes %.0f MB of the heap, Java may use"
                  + " %.0f MB; the environment variable OLIVO_JAVA_OPTS=-Xmx%dm would allow it",
              needed / BYTES_PER_MB,
              most / BYTES_PER_MB,
              (long) Math.ceil((needed * RESERVE + SHORT_LIVED_BYTES) / (1 << 20))));
    }
    return refusals;
  }

  /** Refuses a run that does not fit, before anything of it is made. */
  static void check(Topology topology, RunSession.Settings settings, DeviceSet devices) {
    Assignment assignment = settings.assignment();
    Function<Slice, Device> placement = slice -> devices.get(assignment.deviceOf(slice));
    Partition partition = assignment.partition();
    MemoryForecast most =
        MemoryForecast.ofLongestEpochs(topology, partition, settings.pacing(), placement);
    if (refusals(most).isEmpty()) {
      return;
    }
    // Epochs may be shorter than they could be, and take less.
    ExchangeForecast exchange =
        ExchangeForecast.of(topology, partition, settings.pacing(), settings.host().threads());
    List<String> refusals =
        refusals(MemoryForecast.of(topology, exchange, settings.pacing(), placement));
    if (!refusals.isEmpty()) {
      throw new InputException(refusals);
    }
  }
}
