package olivo.plan;

/**
 * A device as far as the choice among devices needs to know it.
 *
 * @param name its name, e.g. {@code opencl:0.0}
 * @param kind what it is
 * @param description one line for people
 * @param memoryBytes its memory
 */
public record DeviceOffer(String name, Kind kind, String description, long memoryBytes) {
  /** What a device is. */
  public enum Kind {
    /** The device built into the JVM. */
    BUILT_IN,
    /** Processors of the host, behind an OpenCL driver. */
    PROCESSORS,
    /** A graphics processor, or something like it. */
    GRAPHICS
  }
}
