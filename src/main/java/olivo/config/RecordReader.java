package olivo.config;

import com.typesafe.config.ConfigList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import olivo.model.Recording;
import olivo.model.Recording.StateProbe;
import olivo.model.Recording.WeightProbe;

/** Reads the section {@code record}. */
final class RecordReader {
  private static final double DEFAULT_BIN_MS = 10;

  private final Scope scope;

  RecordReader(Scope scope) {
    this.scope = scope;
  }

  /** What is recorded if the topology does not say. */
  Recording standard() {
    return new Recording(scope.populations(), DEFAULT_BIN_MS, List.of(), List.of());
  }

  Recording read(Section section) {
    List<String> spikes = spikes(section);
    double bin = section.quantity("bin", Dimension.TIME, DEFAULT_BIN_MS);
    List<WeightProbe> weights =
        probes(section, "weights", scope.projections(), "projection", this::weights);
    List<StateProbe> states = new ArrayList<>();
    states.addAll(
        probes(section, "potentials", scope.populations(), "population", this::potentials));
    states.addAll(
        probes(section, "conductances", scope.populations(), "population", this::conductances));
    section.done();
    return new Recording(spikes, bin, weights, states);
  }

  private List<String> spikes(Section section) {
    if (!section.has("spikes")) {
      return scope.populations();
    }
    if (section.at("spikes") instanceof ConfigList) {
      return section.words("spikes", "a population", scope.populations()).orElse(List.of());
    }
    return section.word("spikes", "'all' or a list of populations", List.of("all")).isPresent()
        ? scope.populations()
        : List.of();
  }

  private <T> List<T> probes(
      Section section,
      String key,
      List<String> known,
      String kind,
      BiFunction<String, Section, T> probe) {
    List<T> probes = new ArrayList<>();
    section
        .optionalSection(key)
        .ifPresent(
            inner -> {
              for (String name : scope.names(inner)) {
                if (!known.contains(name)) {
                  inner.problem(name, Subjects.unknown(name, kind, known));
                }
                inner.optionalSection(name).ifPresent(s -> probes.add(probe.apply(name, s)));
              }
              inner.done();
            });
    return probes;
  }

  private WeightProbe weights(String projection, Section section) {
    double every = section.quantity("every", Dimension.TIME);
    section.done();
    return new WeightProbe(projection, every);
  }

  private StateProbe potentials(String population, Section section) {
    List<Integer> cells = section.integers("cells");
    double every = section.quantity("every", Dimension.TIME);
    section.done();
    return new StateProbe(population, "", cells, every);
  }

  private StateProbe conductances(String population, Section section) {
    // A probe without a projection would be one of the potential.
    String projection = section.word("projection", "a projection", scope.projections()).orElse("?");
    List<Integer> cells = section.integers("cells");
    double every = section.quantity("every", Dimension.TIME);
    section.done();
    return new StateProbe(population, projection, cells, every);
  }
}
