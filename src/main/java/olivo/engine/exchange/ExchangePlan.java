package olivo.engine.exchange;

import java.util.Arrays;
import java.util.List;

/**
 * Who takes part in a run and who waits for whom.
 *
 * @param participants participants; precedences and routes name them by position
 * @param precedences all waiting conditions, those implied by routes included
 * @param routes where spikes go
 * @param runSteps length of the run
 * @param maxEpochSteps longest epoch of participants without a quantum
 */
public record ExchangePlan(
    List<Participant> participants,
    List<Precedence> precedences,
    List<Route> routes,
    long runSteps,
    int maxEpochSteps) {
  public ExchangePlan {
    participants = List.copyOf(participants);
    precedences = List.copyOf(precedences);
    routes = List.copyOf(routes);
    refuseStalls(participants, precedences);
  }

  /** Position of the recorder, which is the last participant. */
  public int recorder() {
    return participants.size() - 1;
  }

  /**
   * Refuses cycles along which nobody could advance. With n participants, a cycle of integer
   * weights adds up to zero or less exactly if it adds up to less than zero once every weight is
   * multiplied by n + 1 and reduced by 1: then Bellman and Ford find it.
   */
  private static void refuseStalls(List<Participant> participants, List<Precedence> precedences) {
    int n = participants.size();
    long[] distance = new long[n];
    int[] via = new int[n];
    Arrays.fill(via, -1);
    int relaxed = -1;
    for (int round = 0; round <= n; round++) {
      relaxed = -1;
      for (Precedence precedence : precedences) {
        long slack =
            precedence.lagSteps() - (participants.get(precedence.after()).quantumSteps() - 1L);
        long through = distance[precedence.before()] + slack * (n + 1L) - 1;
        if (through < distance[precedence.after()]) {
          distance[precedence.after()] = through;
          via[precedence.after()] = precedence.before();
          relaxed = precedence.after();
        }
      }
    }
    if (relaxed >= 0) {
      for (int i = 0; i < n; i++) {
        relaxed = via[relaxed];
      }
      StringBuilder cycle = new StringBuilder(participants.get(relaxed).name());
      for (int p = via[relaxed]; p != relaxed; p = via[p]) {
        cycle.insert(0, participants.get(p).name() + " > ");
      }
      throw new IllegalArgumentException("these wait for each other without end: " + cycle);
    }
  }
}
