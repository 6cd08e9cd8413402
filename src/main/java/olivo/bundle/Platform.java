package olivo.bundle;

import java.util.Locale;

/**
 * A kind of machine. A bundle is for the kind on which it is made.
 *
 * @param system operating system, e.g. {@code linux}
 * @param machine processor, as {@code uname -m} has it
 */
public record Platform(String system, String machine) {
  /** The kind of this machine. */
  public static Platform current() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    return new Platform(system, machine.equals("amd64") ? "x86_64" : machine);
  }

  @Override
  public String toString() {
    return system + "-" + machine;
  }
}
