package olivo.device.layout;

import java.util.Arrays;
import java.util.List;

/**
 * The currents that flow into the cells of a slice whatever their state.
 *
 * @param constantPa {@code [cells]}: constant current in pA
 * @param currents currents that change at given steps
 */
public record DriveLayout(float[] constantPa, List<StepCurrent> currents) {
  /** Stands for a step that does not come. */
  public static final long NEVER = Long.MAX_VALUE;

  public DriveLayout {
    currents = List.copyOf(currents);
  }

  /** Constant currents. */
  public DriveLayout(float[] constantPa) {
    this(constantPa, List.of());
  }

  /**
   * A current into some cells of the slice.
   *
   * @param firstCell first cell, counted within the slice
   * @param endCell first cell after those that receive it
   * @param steps steps from which the currents flow, ascending and distinct
   * @param pa {@code [steps]}: currents in pA
   */
  public record StepCurrent(int firstCell, int endCell, long[] steps, float[] pa) {
    /** Position of the first change after a step. */
    private int after(long step) {
      int found = Arrays.binarySearch(steps, step);
      return found >= 0 ? found + 1 : -found - 1;
    }
  }

  /** The first step after a given one in which any current changes, or {@link #NEVER}. */
  public long nextChange(long step) {
    long next = NEVER;
    for (StepCurrent current : currents) {
      int after = current.after(step);
      if (after < current.steps().length) {
        next = Math.min(next, current.steps()[after]);
      }
    }
    return next;
  }

  /** Writes the currents of a step, sums running in the order of the list. */
  public void at(long step, float[] intoPa) {
    System.arraycopy(constantPa, 0, intoPa, 0, constantPa.length);
    for (StepCurrent current : currents) {
      int last = current.after(step) - 1;
      if (last >= 0) {
        for (int cell = current.firstCell(); cell < current.endCell(); cell++) {
          intoPa[cell] += current.pa()[last];
        }
      }
    }
  }
}
