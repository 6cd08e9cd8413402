package olivo.device.opencl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import olivo.device.layout.Connections;
import olivo.device.layout.Csr;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import olivo.testing.Needs;

/** Devices and inputs that the conformance tests share. */
final class Bench {
  private static final int NARROW = Tuning.MOST_NARROW_TARGETS;

  private Bench() {}

  /** A way to run one of the devices of this machine. */
  record Setup(String name, FoundDevice device, Tuning tuning) {
    OpenClDevice open() {
      return new OpenClDevice(device, tuning);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * All devices. Where there is none, tests fail on a machine for continuous integration and are
   * given up elsewhere.
   */
  static List<FoundDevice> devices() {
    OpenClPlatforms.Inventory inventory = OpenClPlatforms.inventory();
    Needs.that(
        !inventory.devices().isEmpty(),
        "an OpenCL device: " + inventory.trouble().orElse("unknown"));
    return inventory.devices();
  }

  /** Every device as it is used, and the first one in all other ways. */
  static Stream<Setup> setups() {
    List<Setup> setups = new ArrayList<>();
    for (FoundDevice device : devices()) {
      setups.add(new Setup(device.name() + " as is", device, Tuning.of(device)));
    }
    FoundDevice first = devices().get(0);
    setups.add(new Setup("atomics", first, new Tuning(true, 1, 32, 1 << 24, 1 << 24, NARROW)));
    setups.add(new Setup("five chunks", first, new Tuning(false, 5, 16, 1 << 24, 1 << 24, NARROW)));
    setups.add(new Setup("little room", first, new Tuning(false, 1, 64, 1 << 12, 1, NARROW)));
    setups.add(new Setup("wide targets", first, wide(Tuning.of(first))));
    setups.add(new Setup("atomics, wide", first, new Tuning(true, 1, 32, 1 << 24, 1 << 24, 0)));
    return setups.stream();
  }

  private static Tuning wide(Tuning tuning) {
    return new Tuning(
        tuning.atomicArrivals(),
        tuning.chunks(),
        tuning.group(),
        tuning.arrivalWords(),
        tuning.spikeCapacity(),
        0);
  }

  /** Random connections; every source has some. */
  static Connections connections(int sources, int targets, int fanOut, long seed) {
    Random random = new Random(seed);
    int[] rowStart = new int[sources + 1];
    List<int[]> rows = new ArrayList<>();
    for (int source = 0; source < sources; source++) {
      int[] row = random.ints(fanOut, 0, targets).distinct().sorted().toArray();
      rows.add(row);
      rowStart[source + 1] = rowStart[source] + row.length;
    }
    Csr csr = new Csr(rowStart, rows.stream().flatMapToInt(Arrays::stream).toArray());
    return () -> csr;
  }

  /** Spikes that are a function of the step, however they are asked for. */
  record Spikes(long seed, int cells, double probability) {
    static final Spikes NONE = new Spikes(0, 0, 0);

    SpikeBatch batch(Epoch epoch) {
      int[] offsets = new int[epoch.steps() + 1];
      List<Integer> fired = new ArrayList<>();
      for (int i = 0; i < epoch.steps(); i++) {
        Random random = new Random((seed * 1_000_003 + epoch.firstStep() + i) * 7919);
        for (int cell = 0; cell < cells; cell++) {
          if (random.nextDouble() < probability) {
            fired.add(cell);
          }
        }
        offsets[i + 1] = fired.size();
      }
      return new SpikeBatch(epoch, offsets, fired.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The spikes of some steps, as one or two windows of batches that hold more. */
    List<SpikeWindow> windows(long from, long to) {
      long begin = Math.max(0, from);
      if (begin >= to) {
        return List.of();
      }
      long middle = (begin + to) / 2;
      if (middle == begin) {
        return List.of(window(begin, to));
      }
      return List.of(window(begin, middle), window(middle, to));
    }

    private SpikeWindow window(long from, long to) {
      return new SpikeWindow(batch(new Epoch(Math.max(0, from - 2), to + 3)), from, to);
    }
  }

  /** Successive epochs of the given lengths. */
  static List<Epoch> epochs(int... lengths) {
    List<Epoch> epochs = new ArrayList<>();
    long from = 0;
    for (int length : lengths) {
      epochs.add(new Epoch(from, from + length));
      from += length;
    }
    return epochs;
  }
}
