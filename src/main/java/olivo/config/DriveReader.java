package olivo.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.model.CellSubset;
import olivo.model.Drive;
import olivo.model.Synapse;

/** Reads the section {@code drives}. */
final class DriveReader {
  private final Scope scope;
  private final StepRounding rounding;

  DriveReader(Scope scope) {
    this.scope = scope;
    this.rounding = new StepRounding(scope);
  }

  List<Drive> read(Section drives) {
    List<Drive> all = new ArrayList<>();
    for (String name : scope.names(drives)) {
      drives.optionalSection(name).flatMap(section -> drive(name, section)).ifPresent(all::add);
    }
    return all;
  }

  private Optional<Drive> drive(String name, Section section) {
    Optional<Drive> drive =
        section
            .type("a drive", List.of("poisson", "step-current"))
            .map(
                type ->
                    type.equals("poisson") ? poisson(name, section) : stepCurrent(name, section));
    section.done();
    return drive;
  }

  private String to(Section section) {
    return section.word("to", "a population", scope.populations()).orElse("");
  }

  private Drive poisson(String name, Section section) {
    String to = to(section);
    double rate = section.quantity("rate", Dimension.RATE);
    int trains = section.integer("trains", 1);
    Optional<Synapse> synapse = SynapseReader.synapse(section);
    double weight = SynapseReader.constantWeight(section, synapse);
    return new Drive.Poisson(name, to, rate, trains, weight, synapse.orElse(SynapseReader.UNKNOWN));
  }

  private Drive stepCurrent(String name, Section section) {
    String to = to(section);
    CellSubset cells = CellSubsetReader.read(section);
    List<Double> times =
        section
            .list("times", "a list, each " + Dimension.TIME.accepted(), Dimension.TIME::read)
            .orElse(List.of());
    List<Double> currents =
        section
            .list(
                "currents", "a list, each " + Dimension.CURRENT.accepted(), Dimension.CURRENT::read)
            .orElse(List.of());
    return new Drive.StepCurrent(
        name, to, cells, rounding.spikeTimes(section, "times", times), currents);
  }
}
