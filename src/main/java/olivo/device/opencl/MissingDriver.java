package olivo.device.opencl;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What to tell people about OpenCL that is not there. */
final class MissingDriver {
  private static final String POCL = "Portable Computing Language";
  private static final String HOW_TO_INSTALL =
      "install a driver: that of the graphics card's vendor, or PoCL for processors"
          + " (Debian, Ubuntu: apt-get install pocl-opencl-icd)";

  private MissingDriver() {}

  /** There is not even the library that finds drivers. */
  static String noLibrary(String name) {
    return "no OpenCL library (" + name + "): " + HOW_TO_INSTALL;
  }

  /** The library finds no driver. */
  static String noPlatform() {
    Path vendors = vendors();
    List<String> named = driversNamedIn(vendors);
    return named.isEmpty()
        ? "no OpenCL driver: " + HOW_TO_INSTALL
        : "no OpenCL driver could be loaded, although "
            + vendors
            + " names some ("
            + String.join(", ", named)
            + "): "
            + HOW_TO_INSTALL;
  }

  /** A driver is there and offers nothing. */
  static String noDevice(String platform) {
    String advice =
        platform.equals(POCL)
            ? "it needs a directory for compiled kernels that it can write to (POCL_CACHE_DIR), and"
                + " POCL_DEVICES, if set, must name devices that it has"
            : "a graphics card may lack the kernel module, or the permission to use it";
    return "the OpenCL driver '" + platform + "' offers no device: " + advice;
  }

  /** Where the library looks for drivers. */
  private static Path vendors() {
    String elsewhere = System.getenv("OCL_ICD_VENDORS");
    return Path.of(elsewhere == null ? "/etc/OpenCL/vendors" : elsewhere);
  }

  private static List<String> driversNamedIn(Path vendors) {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(vendors)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(vendors, "*.icd")) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      } catch (IOException e) {
        names.add("cannot be read: " + e.getMessage());
      }
    }
    Collections.sort(names);
    return names;
  }
}
