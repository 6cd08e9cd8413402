package olivo.device.opencl;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import olivo.device.PlasticityState;

/**
 * What the teacher-gated rule does to the synapses of each target that are judged in an epoch, one
 * word for each target as {@code plasticity/teacher_gated.cl} reads it. For most targets it is the
 * same in all steps; for the others the word leads to a list of turns. Targets whose window is
 * closed cost nothing.
 */
final class TeacherGates {
  private static final int NO_TURN = Integer.MAX_VALUE;

  private final int windowSteps;

  /** First step that is beyond the window of the latest event. */
  private final long[] closesAt;

  private final int[] gates;
  private int[] turns = new int[64];
  private int turnCount;
  private int[] notable = new int[64];
  private int notableCount;

  /**
   * Of targets that nobody has taught yet.
   *
   * @param windowSteps steps in which an event depresses
   */
  TeacherGates(int cells, int windowSteps) {
    this.windowSteps = windowSteps;
    this.closesAt = new long[cells];
    this.gates = new int[cells];
    Arrays.fill(closesAt, PlasticityState.NEVER);
  }

  /**
   * Goes on to the steps [from, to).
   *
   * @param taught teacher events of these steps, by target
   */
  void advance(EventTable taught, long from, long to) {
    turnCount = 0;
    addTurn(NO_TURN);
    int kept = 0;
    for (int i = 0; i < notableCount; i++) {
      int target = notable[i];
      gates[target] = 0;
      if (closesAt[target] > from) {
        notable[kept++] = target;
      }
    }
    notableCount = kept;
    for (int i = 0; i < kept; i++) {
      gates[notable[i]] = gate(notable[i], taught, from, to);
    }
    for (int i = 0; i < taught.rows(); i++) {
      int target = taught.row(i);
      // Only what was open before has a gate already, and no gate of these is 0.
      if (gates[target] == 0) {
        if (notableCount == notable.length) {
          notable = Arrays.copyOf(notable, 2 * notableCount);
        }
        notable[notableCount++] = target;
        gates[target] = gate(target, taught, from, to);
      }
    }
  }

  /** Step of the last event of each target, or {@link PlasticityState#NEVER}. */
  long[] lastEvents() {
    return LongStream.of(closesAt)
        .map(closes -> closes == PlasticityState.NEVER ? closes : closes - windowSteps)
        .toArray();
  }

  /** Goes on after such events. */
  void restore(long[] lastEvents) {
    for (int target = 0; target < closesAt.length; target++) {
      boolean never = lastEvents[target] == PlasticityState.NEVER;
      closesAt[target] = never ? PlasticityState.NEVER : lastEvents[target] + windowSteps;
    }
    // Those whose windows are closed are sorted out with the next steps.
    notable = IntStream.range(0, closesAt.length).toArray();
    notableCount = notable.length;
  }

  private int gate(int target, EventTable taught, long from, long to) {
    int first = turnCount;
    long closes = closesAt[target];
    boolean isOpen = closes > from;
    if (isOpen) {
      addTurn(0);
    }
    for (int i = taught.begin(target); i < taught.end(target); i++) {
      int offset = taught.code(i) >> 1;
      if (isOpen && from + offset > closes) {
        addTurn((int) (closes - from));
        isOpen = false;
      }
      if (!isOpen) {
        addTurn(offset);
        isOpen = true;
      }
      closes = from + offset + windowSteps;
    }
    closesAt[target] = closes;
    if (closes < to) {
      addTurn((int) (closes - from));
    }
    // A turn before anything is judged tells only how the epoch begins.
    int depressed = turns[first] == 0 ? 1 : 0;
    first += depressed;
    if (first == turnCount) {
      turnCount -= depressed;
      return depressed;
    }
    addTurn(NO_TURN);
    return first << 1 | depressed;
  }

  private void addTurn(int offset) {
    if (turnCount == turns.length) {
      turns = Arrays.copyOf(turns, 2 * turnCount);
    }
    turns[turnCount++] = offset;
  }

  /** Writes the words of all targets. */
  int putGates(Inbox inbox) {
    return inbox.put(gates, gates.length);
  }

  /** Writes the turns that they lead to. */
  int putTurns(Inbox inbox) {
    return inbox.put(turns, turnCount);
  }
}
