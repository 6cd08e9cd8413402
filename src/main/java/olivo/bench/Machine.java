package olivo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The machine that a benchmark ran on.
 *
 * @param processor model of the processor
 * @param processors how many this process may use
 * @param memoryMib memory of the machine, 0 if unknown
 * @param java virtual machine and version
 * @param javaOptions options of the virtual machine, but for those that say where files lie
 * @param system operating system
 * @param governor how the frequency of the processors is governed, or "unknown"
 * @param loadAverage over the minute before, negative if unknown
 */
public record Machine(
    String processor,
    int processors,
    long memoryMib,
    String java,
    List<String> javaOptions,
    String system,
    String governor,
    double loadAverage) {
  private static final Path GOVERNOR =
      Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  private static final String UNKNOWN = "unknown";

  /** Whether more than half of the processors were busy before. */
  public boolean isBusy() {
    return loadAverage > 0.5 * processors;
  }

  /** This machine now. */
  public static Machine describe() {
    return new Machine(
        line(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        kib(Path.of("/proc/meminfo"), "MemTotal").orElse(0) >> 10,
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> !option.contains("/"))
            .toList(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        first(GOVERNOR).orElse(UNKNOWN),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** The largest resident set of this process so far in bytes, where the system tells. */
  public static OptionalLong peakResidentBytes() {
    OptionalLong kib = kib(Path.of("/proc/self/status"), "VmHWM");
    return kib.isPresent() ? OptionalLong.of(kib.getAsLong() << 10) : kib;
  }

  private static OptionalLong kib(Path file, String key) {
    return line(file, key)
        .map(value -> OptionalLong.of(Long.parseLong(value.replace(" kB", ""))))
        .orElse(OptionalLong.empty());
  }

  /** The value of the first line {@code key : value}. */
  private static Optional<String> line(Path file, String key) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(key) && line.contains(":"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> first(Path file) {
    try {
      return Files.readAllLines(file).stream().findFirst().map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
