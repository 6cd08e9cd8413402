package olivo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import olivo.model.Drive;
import olivo.model.Expectation;
import olivo.model.GapJunctions;
import olivo.model.Placement;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Problem;
import olivo.model.Projection;
import olivo.model.Protocol;
import olivo.model.Recording;
import olivo.model.Stage;
import olivo.model.Stimulus;
import olivo.model.TimeStep;
import olivo.model.Topology;
import olivo.model.TopologyCheck;

/** Reads the top level of a resolved configuration and checks the topology that results. */
final class Document {
  private static final String PLACEMENT = "placement";
  private static final String DEFINE = "define";
  private static final List<String> DELAY_ROUNDING = List.of("refuse", "nearest");

  private final ConfigObject object;
  private final NameOrder order;
  private final Report report;
  private Placement placement = Placement.AUTOMATIC;
  private List<Section> interventions = List.of();
  private Map<String, String> connectionTexts = Map.of();

  Document(ConfigObject object, NameOrder order, Sources sources) {
    this(object, order, new Report(sources));
  }

  private Document(ConfigObject object, NameOrder order, Report report) {
    this.object = object;
    this.order = order;
    this.report = report;
  }

  ReadResult read() {
    Topology initial = topology();
    boolean sound = report.size() == 0;
    InterventionReader reader =
        sound
            ? InterventionReader.of(initial, report, now -> changed(initial, now))
            : InterventionReader.ofUnsound(
                initial,
                report,
                Scope.names(order, object, "projections"),
                Scope.names(order, object, "gap-junctions"));
    List<Stage> stages = reader.read(object, interventions);
    report.throwIfAny();
    // What was defined stands where it is used.
    ConfigObject used = withTexts(object.withoutKey(DEFINE), connectionTexts);
    String text = Canonical.render(used, order);
    String simulated = Canonical.render(used.withoutKey(PLACEMENT), order);
    return new ReadResult(
        initial.withStages(stages),
        placement,
        report.warnings(),
        text,
        Canonical.sha256(simulated));
  }

  /** The network that another configuration describes, if it can take the place of this one. */
  private Optional<Topology> changed(Topology initial, ConfigObject now) {
    Document document = new Document(now, order, report);
    int known = report.size();
    Topology topology = document.topology();
    if (report.size() == known) {
      for (Problem problem : TopologyCheck.problemsOfChange(initial, topology)) {
        report.problem(document.deepest(problem.path()), problem.path(), problem.message());
      }
    }
    return report.size() == known ? Optional.of(topology) : Optional.empty();
  }

  private Topology topology() {
    Section root = new Section(report, object, object, "");
    String name = root.text("name", "a name").orElse("");
    Optional<TimeStep> step = step(root);
    double duration = root.quantity("duration", Dimension.TIME);
    long seed = root.wholeNumber("seed", 1);
    boolean roundDelays =
        root.has("delay-rounding")
            && root.word("delay-rounding", "what to do with delays", DELAY_ROUNDING)
                .map("nearest"::equals)
                .orElse(false);
    Scope scope =
        new Scope(
            order,
            step,
            roundDelays,
            Scope.names(order, object, "populations"),
            Scope.names(order, object, "projections"));
    new StepRounding(scope).constant(root, "duration", duration);
    List<Population> populations =
        root.section("populations")
            .map(section -> new PopulationReader(scope).read(section, scope.populations()))
            .orElse(List.of());
    Map<String, Optional<Plasticity>> rules =
        root.optionalSection("plasticity")
            .map(section -> new PlasticityReader(scope).read(section))
            .orElse(Map.of());
    Map<String, Integer> sizes =
        populations.stream()
            .collect(Collectors.toMap(Population::name, Population::size, Math::max));
    ConnectionListReader lists = new ConnectionListReader();
    ProjectionReader projectionReader = new ProjectionReader(scope, rules, sizes, lists);
    List<Projection> projections =
        root.optionalSection("projections").map(projectionReader::read).orElse(List.of());
    List<Drive> drives =
        root.optionalSection("drives")
            .map(section -> new DriveReader(scope).read(section))
            .orElse(List.of());
    root.optionalSection(DEFINE);
    List<GapJunctions> gapJunctions =
        root.optionalSection("gap-junctions")
            .map(section -> new GapJunctionReader(scope, sizes, lists).read(section))
            .orElse(List.of());
    RecordReader recordReader = new RecordReader(scope);
    Recording recording =
        root.optionalSection("record").map(recordReader::read).orElseGet(recordReader::standard);
    List<Expectation> expectations =
        root.optionalSection("expect")
            .map(section -> new ExpectReader(scope).read(section))
            .orElse(List.of());
    placement =
        root.optionalSection(PLACEMENT)
            .map(section -> new PlacementReader(scope, populations).read(section))
            .orElse(Placement.AUTOMATIC);
    interventions = root.sections("interventions");
    List<Stimulus> stimuli =
        root.optionalSection("stimuli")
            .map(section -> new StimulusReader(scope).read(section))
            .orElse(List.of());
    Protocol protocol =
        root.optionalSection("protocol")
            .map(
                section ->
                    new ProtocolReader(scope, stimuli, Scope.names(order, object, "stimuli"))
                        .read(section))
            .orElse(new Protocol(0, stimuli, List.of(), List.of()));
    root.done();
    Topology topology =
        new Topology(
            name,
            step.orElse(new TimeStep(1)),
            duration,
            seed,
            populations,
            projections,
            drives,
            gapJunctions,
            recording,
            expectations,
            List.of(),
            protocol);
    check(topology, step, rules, projectionReader);
    connectionTexts = lists.texts();
    return topology;
  }

  /** Puts the content of files in the place of their names, which objects at some paths have. */
  private static ConfigObject withTexts(ConfigObject object, Map<String, String> texts) {
    Config config = object.toConfig();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      config =
          config
              .withoutPath(entry.getKey() + ".file")
              .withoutPath(entry.getKey() + ".sonata")
              .withValue(entry.getKey() + ".csv", ConfigValueFactory.fromAnyRef(entry.getValue()));
    }
    return config.root();
  }

  private static Optional<TimeStep> step(Section root) {
    double dt = root.quantity("dt", Dimension.TIME);
    if (dt <= 0) {
      root.problem("dt", "must be above 0, got " + Section.show(root.at("dt")));
    }
    return dt > 0 ? Optional.of(new TimeStep(dt)) : Optional.empty();
  }

  /** Adds what is wrong with the whole, as far as the parts of it could be read. */
  private void check(
      Topology topology,
      Optional<TimeStep> step,
      Map<String, Optional<Plasticity>> rules,
      ProjectionReader projections) {
    List<Problem> problems = new ArrayList<>();
    rules.forEach(
        (name, rule) ->
            rule.ifPresent(
                r -> problems.addAll(TopologyCheck.problems("plasticity." + name, r, step))));
    problems.addAll(
        step.isPresent()
            ? TopologyCheck.problems(topology)
            : TopologyCheck.problemsOfAnyStep(topology));
    List<Problem> fresh =
        problems.stream()
            .map(problem -> inRule(problem, projections.ruleOf()))
            .filter(problem -> !report.covers(problem.path()))
            .filter(problem -> !isDoubtful(problem, projections))
            .toList();
    fresh.forEach(
        problem -> report.problem(deepest(problem.path()), problem.path(), problem.message()));
  }

  /** Moves the problem of a projection's plasticity to the rule that the projection names. */
  private static Problem inRule(Problem problem, Map<String, String> ruleOf) {
    for (Map.Entry<String, String> entry : ruleOf.entrySet()) {
      String prefix = "projections." + entry.getKey() + ".plasticity.";
      if (problem.path().startsWith(prefix)) {
        String key = problem.path().substring(prefix.length());
        return new Problem("plasticity." + entry.getValue() + "." + key, problem.message());
      }
    }
    return problem;
  }

  /**
   * Whether a problem only says that a projection is not plastic, or that a synapse is a
   * conductance or none, where that is not known.
   */
  private boolean isDoubtful(Problem problem, ProjectionReader projections) {
    String path = problem.path();
    boolean ofSynapses =
        path.endsWith(".model.integration") || path.startsWith("record.conductances.");
    return (ofSynapses && report.mentions(".synapse"))
        || projections.doubtful().stream()
            .anyMatch(
                name -> path.equals("record.weights." + name) || path.equals("expect." + name));
  }

  private ConfigValue deepest(String path) {
    ConfigValue value = object;
    for (String key : path.split("\\.")) {
      if (!(value instanceof ConfigObject inner) || Section.isAbsent(inner.get(key))) {
        return value;
      }
      value = inner.get(key);
    }
    return value;
  }
}
