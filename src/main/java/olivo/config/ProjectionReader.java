package olivo.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import olivo.model.ConnectionRule;
import olivo.model.Plasticity;
import olivo.model.Projection;
import olivo.model.Synapse;

/** Reads the section {@code projections}. */
final class ProjectionReader {
  private static final List<String> RULES =
      List.of("one-to-one", "all-to-all", "fixed-indegree", "zonal-convergent", "zonal-divergent");

  private static final ConnectionRule UNKNOWN_RULE = new ConnectionRule.OneToOne();
  private static final Synapse UNKNOWN_SYNAPSE = new Synapse.ExpConductance(1, 0);

  private final Scope scope;
  private final StepRounding rounding;
  private final Map<String, Optional<Plasticity>> rules;
  private final Map<String, String> ruleOf = new HashMap<>();
  private final Set<String> doubtful = new HashSet<>();

  /**
   * A reader.
   *
   * @param rules the named plasticity rules; empty for one that cannot be read
   */
  ProjectionReader(Scope scope, Map<String, Optional<Plasticity>> rules) {
    this.scope = scope;
    this.rounding = new StepRounding(scope);
    this.rules = rules;
  }

  List<Projection> read(Section projections) {
    List<Projection> all = new ArrayList<>();
    for (String name : scope.projections()) {
      Optional<Section> section = projections.optionalSection(name);
      all.add(section.map(s -> projection(name, s)).orElseGet(() -> unknown(name)));
    }
    return all;
  }

  /** The plasticity rule that each plastic projection names. */
  Map<String, String> ruleOf() {
    return ruleOf;
  }

  /** Projections of which it is not known whether they are plastic. */
  Set<String> doubtful() {
    return doubtful;
  }

  private Projection unknown(String name) {
    doubtful.add(name);
    return new Projection(
        name, "", "", UNKNOWN_RULE, 0, Double.NaN, UNKNOWN_SYNAPSE, Optional.empty());
  }

  private Projection projection(String name, Section section) {
    String from = section.word("from", "a population", scope.populations()).orElse("");
    String to = section.word("to", "a population", scope.populations()).orElse("");
    ConnectionRule rule = section.typedSection("rule").map(this::rule).orElse(UNKNOWN_RULE);
    double weight = section.quantity("weight", Dimension.CONDUCTANCE);
    double delay = rounding.delay(section, "delay");
    Synapse synapse = section.section("synapse").map(this::synapse).orElse(UNKNOWN_SYNAPSE);
    Optional<Plasticity> plasticity = plasticity(name, section);
    section.done();
    return new Projection(name, from, to, rule, weight, delay, synapse, plasticity);
  }

  private Optional<Plasticity> plasticity(String name, Section section) {
    if (!section.has("plasticity")) {
      return Optional.empty();
    }
    Optional<String> ruleName = section.word("plasticity", "a plasticity rule", rules.keySet());
    ruleName.ifPresent(rule -> ruleOf.put(name, rule));
    Optional<Plasticity> plasticity = ruleName.flatMap(rules::get);
    if (plasticity.isEmpty()) {
      doubtful.add(name);
    }
    return plasticity;
  }

  private ConnectionRule rule(Section section) {
    ConnectionRule rule =
        section
            .type("a connection rule", RULES)
            .<ConnectionRule>map(
                type ->
                    switch (type) {
                      case "one-to-one" -> new ConnectionRule.OneToOne();
                      case "all-to-all" -> new ConnectionRule.AllToAll();
                      case "fixed-indegree" ->
                          new ConnectionRule.FixedIndegree(
                              section.integer("indegree"), section.flag("multapses", false));
                      case "zonal-convergent" ->
                          new ConnectionRule.ZonalConvergent(
                              section.integer("zone-size"), section.integers("offsets"));
                      default ->
                          new ConnectionRule.ZonalDivergent(
                              section.integer("zone-size"), section.integers("offsets"));
                    })
            .orElse(UNKNOWN_RULE);
    section.done();
    return rule;
  }

  private Synapse synapse(Section section) {
    if (section.type("a synapse", List.of("exp-conductance")).isEmpty()) {
      return UNKNOWN_SYNAPSE;
    }
    double tau = section.quantity("tau", Dimension.TIME);
    double eRev = section.quantity("E_rev", Dimension.VOLTAGE);
    section.done();
    return new Synapse.ExpConductance(tau, eRev);
  }
}
