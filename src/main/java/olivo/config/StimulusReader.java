package olivo.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.model.CellSubset;
import olivo.model.Stimulus;

/** Reads the section {@code stimuli}. */
final class StimulusReader {
  private final Scope scope;

  StimulusReader(Scope scope) {
    this.scope = scope;
  }

  /** The stimuli that can be read, in order. */
  List<Stimulus> read(Section stimuli) {
    List<Stimulus> all = new ArrayList<>();
    for (String name : scope.names(stimuli)) {
      Names.check(stimuli, name);
      if (name.equals(ProtocolReader.DURATION)) {
        stimuli.problem(name, "is what a trial calls its length; needs another name");
      }
      stimuli.optionalSection(name).flatMap(section -> stimulus(name, section)).ifPresent(all::add);
    }
    return all;
  }

  private Optional<Stimulus> stimulus(String name, Section section) {
    Optional<Stimulus> stimulus =
        section
            .type("a stimulus", List.of("rate", "current"))
            .map(type -> type.equals("rate") ? rate(name, section) : current(name, section));
    section.done();
    return stimulus;
  }

  private Stimulus rate(String name, Section section) {
    String of = section.word("of", "a population", scope.populations()).orElse("");
    CellSubset cells = CellSubsetReader.read(section);
    return new Stimulus.Rate(name, of, cells, section.quantity("rate", Dimension.RATE));
  }

  private Stimulus current(String name, Section section) {
    String to = section.word("to", "a population", scope.populations()).orElse("");
    CellSubset cells = CellSubsetReader.read(section);
    return new Stimulus.Current(name, to, cells, section.quantity("current", Dimension.CURRENT));
  }
}
