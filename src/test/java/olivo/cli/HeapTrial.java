package olivo.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A command line under whose feet all garbage is collected again and again. Prints what was on the
 * heap after each collection, in bytes: the most, and the middle of the second half.
 */
final class HeapTrial {
  private HeapTrial() {}

  /** Runs a command line. */
  public static void main(String[] arguments) throws InterruptedException {
    List<Long> used = new ArrayList<>();
    StringWriter errors = new StringWriter();
    int[] status = new int[1];
    Thread run =
        new Thread(
            () ->
                status[0] =
                    Main.execute(
                        new PrintWriter(new StringWriter()), new PrintWriter(errors), arguments));
    run.start();
    while (run.isAlive()) {
      System.gc();
      used.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
      Thread.sleep(10);
    }
    List<Long> late = new ArrayList<>(used.subList(used.size() / 2, used.size()));
    Collections.sort(late);
    System.out.printf(
        "%d %d %d%n%s", status[0], Collections.max(used), late.get(late.size() / 2), errors);
  }
}
