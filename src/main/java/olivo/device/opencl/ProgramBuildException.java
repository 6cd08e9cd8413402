package olivo.device.opencl;

/** A driver refused a program. The message holds all that is needed to see why. */
public final class ProgramBuildException extends OpenClException {
  private static final long serialVersionUID = 1;

  private final String log;

  ProgramBuildException(
      String label,
      FoundDevice device,
      KernelSource source,
      String options,
      String error,
      String log) {
    super(
        "%s: cl/%s does not compile: %s%ndevice: %s %s%noptions: %s%nsource hash: %08x%n%s"
            .formatted(
                label,
                source.path(),
                error,
                device.name(),
                device.description(),
                options,
                source.text().hashCode(),
                log));
    this.log = log;
  }

  /** What the compiler wrote. */
  public String log() {
    return log;
  }
}
