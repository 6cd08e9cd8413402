package olivo.config;

import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.List;
import olivo.model.CellModel;
import olivo.model.Distribution;
import olivo.model.Population;

/** Reads the section {@code populations}. */
final class PopulationReader {
  private static final List<String> MODELS = List.of("lif", "bernoulli-source", "spike-list");

  /** Stands in for a model that cannot be read, and passes every check. */
  private static final CellModel UNKNOWN =
      new CellModel.Lif(
          1,
          Double.MIN_NORMAL,
          0,
          1,
          0,
          0,
          new Distribution.Constant(0),
          new Distribution.Constant(0),
          0);

  private final StepRounding rounding;

  PopulationReader(Scope scope) {
    this.rounding = new StepRounding(scope);
  }

  List<Population> read(Section populations, List<String> names) {
    List<Population> all = new ArrayList<>();
    for (String name : names) {
      all.add(
          populations
              .optionalSection(name)
              .map(section -> population(name, section))
              .orElseGet(() -> new Population(name, 0, UNKNOWN)));
    }
    return all;
  }

  private Population population(String name, Section section) {
    int size = section.integer("size");
    CellModel model = section.section("model").map(this::model).orElse(UNKNOWN);
    section.done();
    return new Population(name, size, model);
  }

  private CellModel model(Section section) {
    CellModel model =
        section
            .type("a cell model", MODELS)
            .map(
                type ->
                    switch (type) {
                      case "lif" -> lif(section);
                      case "bernoulli-source" -> bernoulliSource(section);
                      default -> spikeList(section);
                    })
            .orElse(UNKNOWN);
    section.done();
    return model;
  }

  private CellModel lif(Section section) {
    double cM = section.quantity("C_m", Dimension.CAPACITANCE);
    double gL = section.quantity("g_L", Dimension.CONDUCTANCE);
    double eL = section.quantity("E_L", Dimension.VOLTAGE);
    double vTh = section.quantity("V_th", Dimension.VOLTAGE);
    double vReset = section.quantity("V_reset", Dimension.VOLTAGE);
    double tRef = rounding.constant(section, "t_ref", section.quantity("t_ref", Dimension.TIME));
    Distribution iE = distribution(section, "I_e", Dimension.CURRENT, new Distribution.Constant(0));
    Distribution fromResetToThreshold =
        vReset <= vTh ? new Distribution.Uniform(vReset, vTh) : new Distribution.Constant(0);
    Distribution vInit = distribution(section, "V_init", Dimension.VOLTAGE, fromResetToThreshold);
    double noise = section.quantity("noise", Dimension.CURRENT_NOISE, 0);
    return new CellModel.Lif(cM, gL, eL, vTh, vReset, tRef, iE, vInit, noise);
  }

  private CellModel bernoulliSource(Section section) {
    double rate = section.quantity("rate", Dimension.RATE);
    double tRef = rounding.constant(section, "t_ref", section.quantity("t_ref", Dimension.TIME, 0));
    return new CellModel.BernoulliSource(rate, tRef);
  }

  private CellModel spikeList(Section section) {
    List<Double> times =
        section
            .list("times", "a list, each " + Dimension.TIME.accepted(), Dimension.TIME::read)
            .orElse(List.of());
    return new CellModel.SpikeList(rounding.spikeTimes(section, "times", times));
  }

  private Distribution distribution(
      Section section, String key, Dimension dimension, Distribution otherwise) {
    if (!section.has(key)) {
      return otherwise;
    }
    if (!(section.at(key) instanceof ConfigObject)) {
      return new Distribution.Constant(section.quantity(key, dimension));
    }
    return section.section(key).map(inner -> uniform(inner, dimension)).orElse(otherwise);
  }

  private Distribution uniform(Section section, Dimension dimension) {
    if (section.type("a distribution", List.of("uniform")).isEmpty()) {
      return new Distribution.Constant(0);
    }
    double low = section.quantity("low", dimension);
    double high = section.quantity("high", dimension);
    if (low > high) {
      section.problem("low", "must not exceed high, got " + Section.show(section.at("low")));
    }
    section.done();
    return low <= high ? new Distribution.Uniform(low, high) : new Distribution.Constant(0);
  }
}
