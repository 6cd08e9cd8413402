package olivo.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import olivo.model.Projection;
import olivo.model.Stage;
import olivo.model.Topology;

/** Reads the list {@code interventions}: what the network becomes in the course of a run. */
final class InterventionReader {
  private static final List<String> KINDS =
      List.of("set", "scale", "cut", "restore", "freeze", "thaw", "scale-weights");

  private final Topology initial;
  private final Report report;
  private final Function<ConfigObject, Optional<Topology>> changed;
  private final boolean sound;
  private final List<String> cuttable;
  private final List<String> plastic;

  private record Entry(double atMs, Section section) {}

  private InterventionReader(
      Topology initial,
      boolean sound,
      Report report,
      List<String> cuttable,
      List<String> plastic,
      Function<ConfigObject, Optional<Topology>> changed) {
    this.initial = initial;
    this.sound = sound;
    this.report = report;
    this.cuttable = cuttable;
    this.plastic = plastic;
    this.changed = changed;
  }

  /**
   * A reader.
   *
   * @param initial the network at the beginning
   * @param changed reads a changed configuration and compares it with the initial one; nothing if
   *     that went wrong, which it has reported then
   */
  static InterventionReader of(
      Topology initial, Report report, Function<ConfigObject, Optional<Topology>> changed) {
    List<String> cuttable = new ArrayList<>();
    initial.projections().forEach(projection -> cuttable.add(projection.name()));
    initial.gapJunctions().forEach(junctions -> cuttable.add(junctions.population()));
    List<String> plastic =
        initial.projections().stream()
            .filter(projection -> projection.plasticity().isPresent())
            .map(Projection::name)
            .toList();
    return new InterventionReader(initial, true, report, cuttable, plastic, changed);
  }

  /**
   * A reader that looks only for mistakes in the interventions themselves, since the network that
   * they change has some of its own.
   */
  static InterventionReader ofUnsound(
      Topology initial, Report report, List<String> projections, List<String> gapJunctions) {
    List<String> cuttable = new ArrayList<>(projections);
    cuttable.addAll(gapJunctions);
    return new InterventionReader(
        initial, false, report, cuttable, projections, now -> Optional.empty());
  }

  /** The stages, by time. */
  List<Stage> read(ConfigObject whole, List<Section> sections) {
    List<Entry> entries = new ArrayList<>();
    for (Section section : sections) {
      double atMs = section.quantity("at", Dimension.TIME);
      if (atMs < 0 || atMs >= initial.durationMs()) {
        section.problem("at", "must lie within the run, got " + Section.show(section.at("at")));
      } else if (sound && !Double.isNaN(atMs) && !initial.step().isWhole(atMs)) {
        section.problem(
            "at",
            "must be a whole number of steps of "
                + initial.step().dtMs()
                + " ms, got "
                + Section.show(section.at("at")));
      }
      entries.add(new Entry(atMs, section));
    }
    entries.sort(Comparator.comparingDouble(Entry::atMs));
    ConfigObject current = whole;
    Set<String> cut = new HashSet<>();
    Set<String> frozen = new HashSet<>();
    List<Stage> stages = new ArrayList<>();
    for (Entry entry : entries) {
      Section section = entry.section();
      Optional<Section> set = section.optionalSection("set");
      if (set.isPresent()) {
        current = set.get().object().withFallback(current).toConfig().root();
      }
      Optional<Section> scale = section.optionalSection("scale");
      if (scale.isPresent()) {
        current = new Scaling(report).apply(current, scale.get().object(), scale.get().path());
      }
      cut.addAll(names(section, "cut", cuttable));
      names(section, "restore", cuttable).forEach(cut::remove);
      frozen.addAll(names(section, "freeze", plastic));
      names(section, "thaw", plastic).forEach(frozen::remove);
      Map<String, Double> factors = factors(section);
      if (Set.of("at").containsAll(section.object().keySet())) {
        report.problem(
            section.object(),
            section.path(),
            "does nothing; needs one of " + String.join(", ", KINDS));
      }
      section.done();
      int known = report.size();
      Optional<Topology> topology = changed.apply(current);
      report.blame(
          known,
          section.object(),
          section.path(),
          path -> set.isPresent() && sets(set.get(), path));
      if (topology.isPresent()) {
        add(stages, entry.atMs(), topology.get().without(cut, frozen), factors);
      }
    }
    return stages;
  }

  /** Whether a value is one of those that are set; of a list, its elements have no paths. */
  private static boolean sets(Section set, String path) {
    String[] keys = path.split("\\[", 2)[0].split("\\.");
    ConfigValue value = set.object();
    for (String key : keys) {
      value = value instanceof ConfigObject object ? object.get(key) : null;
    }
    return value != null;
  }

  /** What happens at one time is one stage. */
  private static void add(
      List<Stage> stages, double atMs, Topology topology, Map<String, Double> factors) {
    Map<String, Double> all = new HashMap<>(factors);
    if (!stages.isEmpty() && stages.get(stages.size() - 1).fromMs() == atMs) {
      stages
          .remove(stages.size() - 1)
          .weightFactors()
          .forEach((name, factor) -> all.merge(name, factor, (a, b) -> a * b));
    }
    stages.add(new Stage(atMs, topology, all));
  }

  private static List<String> names(Section section, String key, List<String> known) {
    if (!section.has(key)) {
      return List.of();
    }
    String needs = known.isEmpty() ? "a name; there is none" : "one of " + String.join(", ", known);
    return section
        .textOrList(
            key,
            needs,
            text -> {
              if (!known.contains(text)) {
                throw new BadValue(
                    "got '" + text + "'" + NearMiss.hint(text, known) + "; needs " + needs);
              }
              return text;
            })
        .orElse(List.of());
  }

  private Map<String, Double> factors(Section section) {
    Map<String, Double> factors = new HashMap<>();
    section
        .optionalSection("scale-weights")
        .ifPresent(
            inner -> {
              for (String name : inner.object().keySet()) {
                if (plastic.contains(name)) {
                  double factor = inner.number(name);
                  if (!(factor >= 0)) {
                    inner.problem(name, "must be 0 or more");
                  }
                  factors.put(name, factor);
                } else {
                  inner.value(name);
                  inner.problem(name, Subjects.unknown(name, "plastic projection", plastic));
                }
              }
              inner.done();
            });
    return factors;
  }
}
