package olivo.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.Precedence;

/** How far participants can be ahead of those that wait for them. */
public final class Lookahead {
  private static final long FAR = Long.MAX_VALUE / 4;

  private Lookahead() {}

  /**
   * One edge of the exchange.
   *
   * @param from who is waited for
   * @param to who waits
   * @param steps by how many steps the second may be ahead of the first
   */
  public record Edge(String from, String to, long steps) {}

  /**
   * Participants that wait for each other in a circle.
   *
   * @param names in the order of the flow of spikes
   * @param steps delays around the loop: what a round of it advances the simulation by
   */
  public record Loop(List<String> names, long steps) {}

  /**
   * All edges along which spikes or arrivals flow, but for those to the recorder, each with the
   * shortest of its delays.
   */
  public static List<Edge> edges(ExchangePlan plan) {
    Map<List<Integer>, Long> shortest = new LinkedHashMap<>();
    for (Precedence flow : flows(plan)) {
      shortest.merge(List.of(flow.before(), flow.after()), flow.lagSteps(), Math::min);
    }
    List<Edge> edges = new ArrayList<>();
    shortest.forEach(
        (ends, steps) ->
            edges.add(
                new Edge(
                    plan.participants().get(ends.get(0)).name(),
                    plan.participants().get(ends.get(1)).name(),
                    steps)));
    return edges;
  }

  private static List<Precedence> flows(ExchangePlan plan) {
    return plan.precedences().stream()
        .filter(p -> p.after() != plan.recorder())
        .filter(
            p -> p.reason() == Precedence.Reason.SPIKES || p.reason() == Precedence.Reason.ARRIVALS)
        .toList();
  }

  /**
   * The loop with the shortest delays, which limits how long epochs can be; none where spikes only
   * flow forward.
   */
  public static Optional<Loop> limitingLoop(ExchangePlan plan) {
    int n = plan.participants().size();
    long[][] distance = new long[n][n];
    int[][] next = new int[n][n];
    for (long[] row : distance) {
      Arrays.fill(row, FAR);
    }
    for (Precedence flow : flows(plan)) {
      if (flow.lagSteps() < distance[flow.before()][flow.after()]) {
        distance[flow.before()][flow.after()] = flow.lagSteps();
        next[flow.before()][flow.after()] = flow.after();
      }
    }
    for (int via = 0; via < n; via++) {
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          if (distance[a][via] + distance[via][b] < distance[a][b]) {
            distance[a][b] = distance[a][via] + distance[via][b];
            next[a][b] = next[a][via];
          }
        }
      }
    }
    int best = -1;
    for (int i = 0; i < n; i++) {
      if (distance[i][i] < FAR && (best < 0 || distance[i][i] < distance[best][best])) {
        best = i;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    int at = best;
    do {
      names.add(plan.participants().get(at).name());
      at = next[at][best];
    } while (at != best);
    return Optional.of(new Loop(names, distance[best][best]));
  }
}
