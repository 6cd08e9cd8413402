package olivo.config;

import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import olivo.model.ConnectionList;
import olivo.model.ConnectionRule;
import olivo.model.Distribution;
import olivo.model.Plasticity;
import olivo.model.Projection;
import olivo.model.Synapse;
import olivo.model.TimeStep;

/** Reads the section {@code projections}. */
final class ProjectionReader {
  private static final List<String> RULES =
      List.of(
          "one-to-one",
          "all-to-all",
          "fixed-indegree",
          "fixed-outdegree",
          "fixed-total-number",
          "pairwise-bernoulli",
          "zonal-convergent",
          "zonal-divergent",
          "list");

  private static final ConnectionRule UNKNOWN_RULE = new ConnectionRule.OneToOne();

  private final Scope scope;
  private final StepRounding rounding;
  private final Map<String, Optional<Plasticity>> rules;
  private final Map<String, String> ruleOf = new HashMap<>();
  private final Set<String> doubtful = new HashSet<>();
  private final Map<String, Integer> sizes;
  private final ConnectionListReader lists;

  /**
   * A reader.
   *
   * @param rules the named plasticity rules; empty for one that cannot be read
   * @param sizes numbers of cells by population
   * @param lists reads lists of connections
   */
  ProjectionReader(
      Scope scope,
      Map<String, Optional<Plasticity>> rules,
      Map<String, Integer> sizes,
      ConnectionListReader lists) {
    this.lists = lists;
    this.scope = scope;
    this.rounding = new StepRounding(scope);
    this.rules = rules;
    this.sizes = sizes;
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
        name, "", "", UNKNOWN_RULE, 0, Double.NaN, SynapseReader.UNKNOWN, Optional.empty());
  }

  private Projection projection(String name, Section section) {
    String from = section.word("from", "a population", scope.populations()).orElse("");
    String to = section.word("to", "a population", scope.populations()).orElse("");
    Optional<Synapse> synapse = SynapseReader.synapse(section);
    ListedIn listed =
        inner ->
            lists.connections(
                inner,
                synapse,
                sizes.getOrDefault(from, 0),
                sizes.getOrDefault(to, 0),
                !section.has("delay"));
    ConnectionRule rule =
        section.typedSection("rule").map(inner -> rule(inner, listed)).orElse(UNKNOWN_RULE);
    Optional<ConnectionList> list =
        rule instanceof ConnectionRule.Listed ruled ? Optional.of(ruled.list()) : Optional.empty();
    // It may have had weights and delays.
    boolean unreadable = list.filter(own -> own == ConnectionListReader.NONE).isPresent();
    Distribution weight =
        list.filter(ConnectionList::hasWeights)
            .map(own -> inList(section, "weight", own.weightRange()))
            .orElseGet(
                () ->
                    unreadable && !section.has("weight")
                        ? new Distribution.Constant(0)
                        : SynapseReader.weight(section, synapse));
    Distribution delay =
        list.filter(ConnectionList::hasDelays)
            .map(own -> inList(section, "delay", own.delayRangeMs()))
            .orElseGet(
                () ->
                    unreadable && !section.has("delay")
                        ? new Distribution.Constant(scope.step().map(TimeStep::dtMs).orElse(1.0))
                        : delay(section));
    Optional<Plasticity> plasticity = plasticity(name, section);
    section.done();
    return new Projection(
        name, from, to, rule, weight, delay, synapse.orElse(SynapseReader.UNKNOWN), plasticity);
  }

  private interface ListedIn {
    ConnectionList read(Section rule);
  }

  /** What each connection has for itself, the projection cannot have for all. */
  private static Distribution inList(Section section, String key, Distribution range) {
    if (section.has(key)) {
      section.problem(key, "is given for each connection already");
    }
    return range;
  }

  private Distribution delay(Section section) {
    return section.at("delay") instanceof ConfigObject && section.has("delay")
        ? DistributionReader.read(section, "delay", Dimension.TIME)
        : new Distribution.Constant(rounding.delay(section, "delay"));
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

  private ConnectionRule rule(Section section, ListedIn listed) {
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
                              section.integer("indegree"), multapses(section), autapses(section));
                      case "fixed-outdegree" ->
                          new ConnectionRule.FixedOutdegree(
                              section.integer("outdegree"), multapses(section), autapses(section));
                      case "fixed-total-number" ->
                          new ConnectionRule.FixedTotalNumber(
                              section.integer("number"), multapses(section), autapses(section));
                      case "pairwise-bernoulli" ->
                          new ConnectionRule.PairwiseBernoulli(
                              section.number("probability"), autapses(section));
                      case "zonal-convergent" ->
                          new ConnectionRule.ZonalConvergent(
                              section.integer("zone-size"), section.integers("offsets"));
                      case "list" -> new ConnectionRule.Listed(listed.read(section));
                      default ->
                          new ConnectionRule.ZonalDivergent(
                              section.integer("zone-size"), section.integers("offsets"));
                    })
            .orElse(UNKNOWN_RULE);
    section.done();
    return rule;
  }

  private static boolean multapses(Section section) {
    return section.flag("multapses", false);
  }

  private static boolean autapses(Section section) {
    return section.flag("autapses", true);
  }
}
