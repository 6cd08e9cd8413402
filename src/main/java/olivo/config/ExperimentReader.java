package olivo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Reads experiments written in HOCON: a topology, its variants, and what is expected of them. */
public final class ExperimentReader {
  private static final String TOPOLOGY = "topology";
  private static final String DURATION = "duration";
  private static final String SEEDS = "seeds";
  private static final String VARIANTS = "variants";
  private static final double DEFAULT_BIN_MS = 5000;
  private static final String SUFFIX = ".conf";

  private final Path file;
  private final List<String> sets;
  private final Optional<List<Long>> seeds;
  private final List<LocatedProblem> problems = new ArrayList<>();

  private ExperimentReader(Path file, List<String> sets, Optional<List<Long>> seeds) {
    this.file = file;
    this.sets = sets;
    this.seeds = seeds;
  }

  /**
   * Reads a file and the topologies of all of its variants.
   *
   * @param sets overrides {@code path=value} of the topology, over those of every variant
   * @param seeds seeds of all variants instead of their own
   * @throws TopologyException if anything is wrong, with everything that is wrong
   */
  public static Experiment read(Path file, List<String> sets, Optional<List<Long>> seeds) {
    return new ExperimentReader(file, sets, seeds).read();
  }

  private Experiment read() {
    Sources sources = new Sources();
    Config written = TopologyReader.parse(sources, file);
    ConfigObject object = TopologyReader.resolve(written, sources);
    Report report = new Report(sources);
    Section root = new Section(report, object, object, "");
    String title = root.text("title", "a line that says what is shown").orElse("");
    String source = optionalText(root, "source").orElse("");
    double binMs = root.quantity("bin", Dimension.TIME, DEFAULT_BIN_MS);
    if (binMs <= 0) {
      root.problem("bin", "must be above 0");
    }
    final Optional<String> watch = optionalText(root, "watch");
    Optional<Topologies> topologies = topologies(root);
    root.value(DURATION);
    List<Long> ownSeeds = seedsOf(root).orElse(List.of());
    NameOrder order = new NameOrder(written.root(), sources);
    List<String> names = Scope.names(order, object, VARIANTS);
    List<Experiment.Variant> variants = new ArrayList<>();
    root.section(VARIANTS)
        .ifPresent(
            all -> {
              if (names.isEmpty()) {
                root.problem(VARIANTS, "is empty; needs at least one variant");
              }
              for (String name : names) {
                named(all, name)
                    .ifPresent(
                        section ->
                            variants.add(
                                new VariantReader(section, names, order, source, binMs)
                                    .read(name, readings(topologies, section, ownSeeds))));
              }
            });
    watch.ifPresent(population -> checkWatched(root, population, variants));
    List<Experiment.Group> groups = new ArrayList<>();
    root.optionalSection("groups").ifPresent(all -> groups.addAll(groups(all, order, names)));
    if (groups.isEmpty()) {
      groups.add(
          new Experiment.Group("all", title, names, Optional.empty(), OptionalDouble.empty()));
    }
    root.done();
    collect(
        () -> {
          report.throwIfAny();
          return null;
        });
    if (!problems.isEmpty()) {
      throw new TopologyException(List.copyOf(new LinkedHashSet<>(problems)));
    }
    return new Experiment(name(file), title, binMs, watch, variants, groups);
  }

  /** The name of an experiment, by its file. */
  static String name(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  private static void checkWatched(
      Section root, String population, List<Experiment.Variant> variants) {
    variants.stream()
        .flatMap(variant -> variant.readings().stream().limit(1))
        .map(reading -> VariantReader.populations(reading.topology()))
        .filter(known -> !known.contains(population))
        .findFirst()
        .ifPresent(
            known -> root.problem("watch", Subjects.unknown(population, "population", known)));
  }

  /** The object of a name that is fit for a file name. */
  private static Optional<Section> named(Section all, String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
      all.problem(
          name, "'" + name + "' is no name; needs a letter and then letters, digits, '_' and '-'");
      return Optional.empty();
    }
    return all.optionalSection(name);
  }

  static Optional<String> optionalText(Section section, String key) {
    return section.has(key) ? section.text(key, "a text") : Optional.empty();
  }

  /** The base topology, and the variants as they lie over it. */
  private record Topologies(Sources sources, Config base, ConfigObject experiment) {
    /** All that a variant changes. */
    ConfigObject overlay(Section variant) {
      ConfigObject object = experiment;
      for (String key : variant.path().split("\\.")) {
        object = (ConfigObject) object.get(key);
      }
      Config overlay =
          object.get(TOPOLOGY) instanceof ConfigObject changes
              ? changes.toConfig()
              : ConfigFactory.empty();
      ConfigValue duration = experiment.get(DURATION);
      return Section.isAbsent(duration)
          ? overlay.root()
          : overlay.withFallback(duration.atKey(DURATION)).root();
    }
  }

  private Optional<Topologies> topologies(Section root) {
    Optional<String> name = root.text(TOPOLOGY, "the file of a topology, relative to this one");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Path base;
    try {
      base = TopologyReader.directory(file).resolve(name.get()).normalize();
    } catch (InvalidPathException e) {
      root.problem(TOPOLOGY, "got '" + name.get() + "', which is no file name");
      return Optional.empty();
    }
    return collect(
        () -> {
          Sources sources = new Sources();
          sources.allowFiles();
          Config written = TopologyReader.parse(sources, base);
          // Once more after the base, so that names which only a variant brings come last.
          Config experiment = TopologyReader.parse(sources, file);
          return new Topologies(sources, written, TopologyReader.resolve(experiment, sources));
        });
  }

  private <T> Optional<T> collect(Supplier<T> reading) {
    try {
      return Optional.ofNullable(reading.get());
    } catch (TopologyException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private List<ReadResult> readings(
      Optional<Topologies> topologies, Section variant, List<Long> ownSeeds) {
    variant.optionalSection(TOPOLOGY);
    List<Long> all = seeds.orElse(seedsOf(variant).orElse(ownSeeds));
    List<ReadResult> readings = new ArrayList<>();
    if (topologies.isPresent()) {
      List<List<String>> overrides =
          all.isEmpty() ? List.of(sets) : all.stream().map(this::withSeed).toList();
      ConfigObject overlay = topologies.get().overlay(variant);
      for (List<String> these : overrides) {
        collect(
                () ->
                    TopologyReader.read(
                        topologies.get().sources(), topologies.get().base(), overlay, these))
            .ifPresent(readings::add);
      }
    }
    return readings;
  }

  private List<String> withSeed(long seed) {
    List<String> all = new ArrayList<>(sets);
    all.add("seed=" + seed);
    return all;
  }

  private static Optional<List<Long>> seedsOf(Section section) {
    Optional<ConfigValue> value = section.value(SEEDS);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get().valueType() == ConfigValueType.LIST) {
      return section.list(
          SEEDS,
          "a list of whole numbers, or a text of " + SeedList.ACCEPTED,
          text -> Decimal.whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
    }
    return section
        .text(SEEDS, SeedList.ACCEPTED)
        .flatMap(
            text -> {
              try {
                return Optional.of(SeedList.parse(text));
              } catch (BadValue e) {
                section.problem(SEEDS, e.getMessage());
                return Optional.empty();
              }
            });
  }

  private static List<Experiment.Group> groups(
      Section all, NameOrder order, List<String> variants) {
    List<Experiment.Group> groups = new ArrayList<>();
    for (String name : order.of(List.of("groups"), all.object())) {
      named(all, name)
          .ifPresent(
              section -> {
                String title = section.text("title", "a line that says what is shown").orElse(name);
                List<String> members =
                    section.words(VARIANTS, "a variant", variants).orElse(List.of());
                Optional<Experiment.Band> target =
                    section.has("target") ? band(section) : Optional.empty();
                double untilMs = section.quantity("until", Dimension.TIME, Double.NaN);
                if (untilMs <= 0) {
                  section.problem("until", "must be above 0");
                }
                section.done();
                groups.add(
                    new Experiment.Group(
                        name,
                        title,
                        members,
                        target,
                        untilMs > 0 ? OptionalDouble.of(untilMs / 1000) : OptionalDouble.empty()));
              });
    }
    return groups;
  }

  private static Optional<Experiment.Band> band(Section section) {
    String needs = "a list [low, high], each " + Dimension.RATE.accepted();
    return section
        .list("target", needs, Dimension.RATE::read)
        .flatMap(
            ends -> {
              if (ends.size() == 2 && ends.get(0) <= ends.get(1)) {
                return Optional.of(new Experiment.Band(ends.get(0), ends.get(1)));
              }
              section.problem("target", "needs " + needs);
              return Optional.empty();
            });
  }
}
