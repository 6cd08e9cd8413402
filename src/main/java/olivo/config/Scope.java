package olivo.config;

import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.Optional;
import olivo.model.TimeStep;

/**
 * What all sections of a topology may refer to.
 *
 * @param order the order of names
 * @param step length of a step; empty if it is wrong
 * @param roundDelays whether delays are rounded to whole steps
 * @param populations names, in order, of all populations, well-formed or not
 * @param projections names, in order, of all projections, well-formed or not
 */
record Scope(
    NameOrder order,
    Optional<TimeStep> step,
    boolean roundDelays,
    List<String> populations,
    List<String> projections) {

  /** The keys of a top-level section, in order. */
  static List<String> names(NameOrder order, ConfigObject root, String section) {
    return root.get(section) instanceof ConfigObject object
        ? order.of(List.of(section), object)
        : List.of();
  }

  /** The keys of a section whose keys are names, in order; those set to null do not count. */
  List<String> names(Section section) {
    section.acceptNulls();
    return order.of(List.of(section.path().split("\\.")), section.object());
  }
}
