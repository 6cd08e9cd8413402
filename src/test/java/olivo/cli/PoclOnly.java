package olivo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import olivo.testing.JavaProcess;
import olivo.testing.Needs;
import org.assertj.core.api.Assertions;

/** Processes that see PoCL and no other driver of the machine, and can make it fail. */
final class PoclOnly {
  private static final Path ICD = Path.of("/etc/OpenCL/vendors/pocl.icd");

  private PoclOnly() {}

  /**
   * A process with one device of PoCL.
   *
   * @param scratch where the names of drivers may be kept
   */
  static JavaProcess process(Path scratch) throws IOException {
    Needs.that(Files.exists(ICD), ICD.toString());
    Path vendors = Files.createDirectories(scratch.resolve("vendors"));
    Files.write(vendors.resolve("pocl.icd"), Files.readAllBytes(ICD));
    return new JavaProcess()
        .withEnvironment("OCL_ICD_VENDORS", vendors)
        .withEnvironment("POCL_DEVICES", "basic");
  }

  /** The lines of a process that are errors, where nothing else but progress may stand. */
  static List<String> errors(JavaProcess.Ended ended) {
    List<String> lines =
        ended.err().lines().filter(line -> !line.startsWith("simulated ")).toList();
    Assertions.assertThat(lines)
        .noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
    return lines;
  }
}
