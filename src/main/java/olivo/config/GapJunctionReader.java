package olivo.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import olivo.model.GapJunctions;

/** Reads the section {@code gap-junctions}. */
final class GapJunctionReader {
  private static final List<String> GRAPHS = List.of("ring-and-matching", "random-regular", "list");

  private final Scope scope;
  private final Map<String, Integer> sizes;
  private final ConnectionListReader lists;

  /**
   * A reader.
   *
   * @param sizes numbers of cells by population
   * @param lists reads lists of junctions
   */
  GapJunctionReader(Scope scope, Map<String, Integer> sizes, ConnectionListReader lists) {
    this.scope = scope;
    this.sizes = sizes;
    this.lists = lists;
  }

  List<GapJunctions> read(Section section) {
    List<GapJunctions> all = new ArrayList<>();
    for (String name : scope.names(section)) {
      if (!scope.populations().contains(name)) {
        section.problem(name, Subjects.unknown(name, "population", scope.populations()));
      }
      section
          .optionalSection(name)
          .ifPresent(
              inner -> {
                double g = inner.quantity("g", Dimension.CONDUCTANCE);
                GapJunctions.Graph graph =
                    inner
                        .typedSection("graph")
                        .map(typed -> graph(typed, sizes.getOrDefault(name, 0)))
                        .orElse(GapJunctions.Graph.RING_AND_MATCHING);
                inner.done();
                all.add(new GapJunctions(name, g, graph));
              });
    }
    return all;
  }

  private GapJunctions.Graph graph(Section section, int cells) {
    GapJunctions.Graph graph =
        section
            .type("a graph", GRAPHS)
            .map(
                type ->
                    switch (type) {
                      case "random-regular" ->
                          new GapJunctions.RandomRegular(section.integer("degree"));
                      case "list" -> new GapJunctions.Listed(lists.junctions(section, cells));
                      default -> GapJunctions.Graph.RING_AND_MATCHING;
                    })
            .orElse(GapJunctions.Graph.RING_AND_MATCHING);
    section.done();
    return graph;
  }
}
