package olivo.device.opencl;

/**
 * A device that a driver offers.
 *
 * @param name its name in topologies and on the command line, {@code opencl:<platform>.<index>}
 * @param platform name of the platform
 * @param model name of the device
 * @param vendor who made it
 * @param driver version of the driver
 * @param memoryBytes its memory
 * @param largestBufferBytes most that one buffer can hold
 * @param computeUnits number of compute units
 * @param largestWorkGroup most work-items in a group
 * @param kind what it is
 * @param platformId handle of the platform
 * @param deviceId handle of the device
 */
public record FoundDevice(
    String name,
    String platform,
    String model,
    String vendor,
    String driver,
    long memoryBytes,
    long largestBufferBytes,
    int computeUnits,
    int largestWorkGroup,
    Kind kind,
    long platformId,
    long deviceId) {
  /** What a device is. */
  public enum Kind {
    /** Processors of the host. */
    CPU,
    /** A graphics processor. */
    GPU,
    /** Anything else. */
    OTHER
  }

  /** One line for people. */
  public String description() {
    return "%s (%s, %s, driver %s, %d compute %s, %.1f GiB)"
        .formatted(
            model,
            kind,
            platform,
            driver,
            computeUnits,
            computeUnits == 1 ? "unit" : "units",
            memoryBytes / (double) (1L << 30));
  }
}
