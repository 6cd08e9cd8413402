package olivo.model;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a run wants its populations to live. Changes the speed of a run and nothing else.
 *
 * <p>Devices are named {@code jvm}, {@code opencl:<platform>.<index>}, {@code opencl} (the first,
 * graphics processors first) or {@code auto}; whether there are such devices is not known here.
 *
 * @param standard devices among which populations without a site of their own are shared out; at
 *     least one, and {@code auto} only alone
 * @param sites by population
 */
public record Placement(List<String> standard, Map<String, Site> sites) {
  /** Leaves the choice to the simulator. */
  public static final String AUTO = "auto";

  /** The key of the devices of populations that have none of their own. */
  public static final String DEFAULT_KEY = "default";

  /** A device of this name, on every machine. */
  public static final String JVM = "jvm";

  /** Any device behind an OpenCL driver. */
  public static final String OPENCL = "opencl";

  /** What a device name may look like, in words. */
  public static final String ACCEPTED =
      "auto, jvm, opencl (the first, graphics processors first) or opencl:<platform>.<index>";

  /** No wishes. */
  public static final Placement AUTOMATIC = new Placement(List.of(AUTO), Map.of());

  private static final Pattern NAME = Pattern.compile("auto|jvm|opencl(:\\d{1,4}\\.\\d{1,4})?");

  public Placement {
    standard = List.copyOf(standard);
    sites = Map.copyOf(sites);
    if (standard.isEmpty()) {
      throw new IllegalArgumentException("a placement needs a device");
    }
  }

  /**
   * Where one population lives.
   *
   * @param slices into how many slices it is cut; at least 1
   * @param devices of the slices in turn; the standard devices if empty
   */
  public record Site(int slices, List<String> devices) {
    public Site {
      devices = List.copyOf(devices);
    }
  }

  /** Whether a text can be the name of a device. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The same sites with other standard devices. */
  public Placement withStandard(List<String> devices) {
    return new Placement(devices, sites);
  }
}
