package olivo.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import olivo.model.Recording;
import olivo.model.Recording.SpikeProbe;
import olivo.model.Recording.StateProbe;
import olivo.model.Recording.WeightProbe;
import olivo.model.TimeWindow;

/** Reads the section {@code record}. */
final class RecordReader {
  private static final double DEFAULT_BIN_MS = 10;
  private static final List<String> ALL = List.of("all");

  private final Scope scope;

  RecordReader(Scope scope) {
    this.scope = scope;
  }

  /** What is recorded if the topology does not say. */
  Recording standard() {
    return Recording.ofAllSpikes(scope.populations(), DEFAULT_BIN_MS, List.of(), List.of());
  }

  Recording read(Section section) {
    List<SpikeProbe> spikes = spikes(section);
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

  private List<SpikeProbe> spikes(Section section) {
    if (!section.has("spikes")) {
      return allOf(scope.populations());
    }
    if (section.at("spikes") instanceof ConfigList) {
      return allOf(section.words("spikes", "a population", scope.populations()).orElse(List.of()));
    }
    if (section.at("spikes") instanceof ConfigObject) {
      return probes(section, "spikes", scope.populations(), "population", this::spikesOf);
    }
    return section
        .word("spikes", "'all', a list of populations or an object", ALL)
        .map(all -> allOf(scope.populations()))
        .orElse(List.of());
  }

  private static List<SpikeProbe> allOf(List<String> populations) {
    return populations.stream().map(SpikeProbe::new).toList();
  }

  private SpikeProbe spikesOf(String population, Section section) {
    SpikeProbe probe = new SpikeProbe(population, CellSubsetReader.read(section), window(section));
    section.done();
    return probe;
  }

  private static TimeWindow window(Section section) {
    return new TimeWindow(
        section.quantity("from", Dimension.TIME, TimeWindow.ALWAYS.fromMs()),
        section.quantity("until", Dimension.TIME, TimeWindow.ALWAYS.untilMs()));
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
    TimeWindow window = window(section);
    section.done();
    return new WeightProbe(projection, every, window);
  }

  private StateProbe potentials(String population, Section section) {
    List<Integer> cells = section.integers("cells");
    double every = section.quantity("every", Dimension.TIME);
    TimeWindow window = window(section);
    section.done();
    return new StateProbe(population, "", cells, every, window);
  }

  private StateProbe conductances(String population, Section section) {
    // A probe without a projection would be one of the potential.
    String projection = section.word("projection", "a projection", scope.projections()).orElse("?");
    List<Integer> cells = section.integers("cells");
    double every = section.quantity("every", Dimension.TIME);
    TimeWindow window = window(section);
    section.done();
    return new StateProbe(population, projection, cells, every, window);
  }
}
