package olivo.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.model.CellModel;
import olivo.model.Distribution;
import olivo.model.Population;

/** Reads the section {@code populations}. */
final class PopulationReader {
  private static final List<String> MODELS =
      List.of("lif", "bernoulli-source", "poisson-source", "spike-list");

  private static final List<String> INTEGRATIONS = List.of("forward-euler", "exact");

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
                      case "poisson-source" ->
                          new CellModel.PoissonSource(section.quantity("rate", Dimension.RATE));
                      default -> spikeList(section);
                    })
            .orElse(UNKNOWN);
    section.done();
    return model;
  }

  private CellModel lif(Section section) {
    MembraneReader.Membrane membrane = MembraneReader.read(section);
    Distribution eL = DistributionReader.read(section, "E_L", Dimension.VOLTAGE);
    Distribution vTh = DistributionReader.read(section, "V_th", Dimension.VOLTAGE);
    Distribution vReset = DistributionReader.read(section, "V_reset", Dimension.VOLTAGE);
    double tRef = rounding.constant(section, "t_ref", section.quantity("t_ref", Dimension.TIME));
    Distribution iE =
        DistributionReader.read(section, "I_e", Dimension.CURRENT, new Distribution.Constant(0));
    Distribution vInit =
        DistributionReader.read(
            section, "V_init", Dimension.VOLTAGE, fromResetToThreshold(vReset, vTh));
    double noise = section.quantity("noise", Dimension.CURRENT_NOISE, 0);
    Optional<CellModel.Integration> integration =
        section.has("integration")
            ? section
                .word("integration", "a way to integrate", INTEGRATIONS)
                .map(
                    word ->
                        word.equals("exact")
                            ? CellModel.Integration.EXACT
                            : CellModel.Integration.FORWARD_EULER)
            : Optional.empty();
    return new CellModel.Lif(
        membrane.cMPf(), membrane.gLNs(), eL, vTh, vReset, tRef, iE, vInit, noise, integration);
  }

  /** Where potentials begin if nothing is said. */
  private static Distribution fromResetToThreshold(Distribution vReset, Distribution vTh) {
    double low = vReset.high();
    double high = vTh.low();
    return low <= high ? new Distribution.Uniform(low, high) : new Distribution.Constant(0);
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
}
