package olivo.device.opencl;

import java.util.Arrays;
import java.util.function.Predicate;
import olivo.cli.Main;

/**
 * The command line with a driver that fails at a certain call. In the end prints what objects of
 * the driver nobody has released.
 */
public final class FaultyRun {
  /** Before an entry point: its calls count from the first launch of a kernel on. */
  public static final String ONCE_RUNNING = "running:";

  /** What is printed when all are. */
  public static final String NOTHING_LEFT = "{}";

  private FaultyRun() {}

  /**
   * Runs a command line.
   *
   * @param arguments the entry point that fails, which of its calls does first, what it returns,
   *     and the command line
   */
  public static void main(String[] arguments) {
    WatchedDriver driver = WatchedDriver.install();
    driver.failAt(
        calls(arguments[0]), Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.print(driver.live())));
    Main.main(Arrays.copyOfRange(arguments, 3, arguments.length));
  }

  private static Predicate<String> calls(String wanted) {
    if (!wanted.startsWith(ONCE_RUNNING)) {
      return wanted::equals;
    }
    String name = wanted.substring(ONCE_RUNNING.length());
    boolean[] running = {false};
    return called -> {
      running[0] |= called.equals("clEnqueueNDRangeKernel");
      return running[0] && called.equals(name);
    };
  }
}
