package olivo.config;

import java.util.List;
import java.util.Optional;
import olivo.model.Distribution;
import olivo.model.Synapse;

/** Reads how arrivals act, and the weights, whose unit depends on that. */
final class SynapseReader {
  /** Stands in for a synapse that cannot be read, and passes every check. */
  static final Synapse UNKNOWN = new Synapse.ExpConductance(1, 0);

  private static final List<String> TYPES =
      List.of("exp-conductance", "alpha-conductance", "exp-current", "alpha-current", "delta");
  private static final Distribution NONE = new Distribution.Constant(0);

  private SynapseReader() {}

  /** The synapse of a projection or drive, if it can be read. */
  static Optional<Synapse> synapse(Section owner) {
    return owner.typedSection("synapse").flatMap(SynapseReader::read);
  }

  private static Optional<Synapse> read(Section section) {
    Optional<Synapse> synapse =
        section
            .type("a synapse", TYPES)
            .map(
                type ->
                    switch (type) {
                      case "exp-conductance" ->
                          new Synapse.ExpConductance(tau(section), reversal(section));
                      case "alpha-conductance" ->
                          new Synapse.AlphaConductance(tau(section), reversal(section));
                      case "exp-current" -> new Synapse.ExpCurrent(tau(section));
                      case "alpha-current" -> new Synapse.AlphaCurrent(tau(section));
                      default -> new Synapse.Delta();
                    });
    section.done();
    return synapse;
  }

  private static double tau(Section section) {
    return section.quantity("tau", Dimension.TIME);
  }

  private static double reversal(Section section) {
    return section.quantity("E_rev", Dimension.VOLTAGE);
  }

  /** The kind of its weights. */
  static Dimension dimension(Synapse synapse) {
    return switch (synapse.effect()) {
      case CONDUCTANCE -> Dimension.CONDUCTANCE;
      case CURRENT -> Dimension.CURRENT;
      case JUMP -> Dimension.VOLTAGE;
    };
  }

  /** The weight of synapses of a kind; of an unknown kind only whether there is one. */
  static Distribution weight(Section section, Optional<Synapse> synapse) {
    if (synapse.isEmpty()) {
      section.require("weight", "a conductance, a current or a voltage, by the synapse");
      return NONE;
    }
    return DistributionReader.read(section, "weight", dimension(synapse.get()));
  }

  /** The weight where it cannot be drawn. */
  static double constantWeight(Section section, Optional<Synapse> synapse) {
    if (synapse.isEmpty()) {
      section.require("weight", "a conductance, a current or a voltage, by the synapse");
      return 0;
    }
    return section.quantity("weight", dimension(synapse.get()));
  }
}
