package olivo.model;

import java.util.List;
import java.util.Optional;

/** Whether a stage changes nothing but what can change in the middle of a run. */
final class StageCheck {
  private static final String FIXED = "cannot change in the middle of a run";

  private final Topology before;
  private final Topology after;
  private final Findings findings;

  StageCheck(Topology before, Topology after, Findings findings) {
    this.before = before;
    this.after = after;
    this.findings = findings;
  }

  /** Reports what else differs, by the path of the changed value. */
  void run() {
    same("dt", before.step(), after.step());
    same("duration", before.durationMs(), after.durationMs());
    same("seed", before.seed(), after.seed());
    same("record", before.recording(), after.recording());
    same("expect", before.expectations(), after.expectations());
    if (same("populations", names(before), names(after))) {
      for (int i = 0; i < before.populations().size(); i++) {
        population(before.populations().get(i), after.populations().get(i));
      }
    }
    if (same(
        "projections",
        before.projections().stream().map(Projection::name).toList(),
        after.projections().stream().map(Projection::name).toList())) {
      for (int i = 0; i < before.projections().size(); i++) {
        projection(before.projections().get(i), after.projections().get(i));
      }
    }
    same("drives", before.drives(), after.drives());
    if (same("stimuli", before.protocol().stimuli(), after.protocol().stimuli())) {
      same("protocol", before.protocol(), after.protocol());
    }
    same(
        "gap-junctions",
        before.gapJunctions().stream().map(j -> List.of(j.population(), j.graph())).toList(),
        after.gapJunctions().stream().map(j -> List.of(j.population(), j.graph())).toList());
  }

  private static List<String> names(Topology topology) {
    return topology.populations().stream().map(Population::name).toList();
  }

  private boolean same(String path, Object one, Object other) {
    if (!one.equals(other)) {
      findings.report(path, FIXED);
      return false;
    }
    return true;
  }

  private void population(Population one, Population other) {
    String path = "populations." + one.name();
    same(path + ".size", one.size(), other.size());
    if (one.model() instanceof CellModel.Lif lif && other.model() instanceof CellModel.Lif now) {
      same(path + ".model.t_ref", lif.tRefMs(), now.tRefMs());
      same(path + ".model.integration", lif.integration(), now.integration());
    } else if (one.model() instanceof CellModel.BernoulliSource source
        && other.model() instanceof CellModel.BernoulliSource now) {
      same(path + ".model.t_ref", source.tRefMs(), now.tRefMs());
    } else if (one.model() instanceof CellModel.PoissonSource
        && other.model() instanceof CellModel.PoissonSource) {
      return; // Nothing but a rate, which may change.
    } else {
      same(path + ".model", one.model(), other.model());
    }
  }

  private void projection(Projection one, Projection other) {
    String path = "projections." + one.name();
    same(path + ".from", one.from(), other.from());
    same(path + ".to", one.to(), other.to());
    same(path + ".rule", one.rule(), other.rule());
    same(path + ".delay", one.delayMs(), other.delayMs());
    same(path + ".synapse.type", one.synapse().getClass(), other.synapse().getClass());
    if (!one.weight().isConstant() || !other.weight().isConstant()) {
      same(path + ".weight", one.weight(), other.weight());
    } else if (Math.signum(one.weight().at(0)) * Math.signum(other.weight().at(0)) < 0) {
      findings.report(path + ".weight", "cannot change its sign in the middle of a run");
    }
    same(path + ".plasticity", structure(one.plasticity()), structure(other.plasticity()));
  }

  /** A rule without the numbers that may change. */
  private static Optional<Plasticity> structure(Optional<Plasticity> rule) {
    return rule.map(plasticity -> plasticity.withSteps(0, 0));
  }
}
