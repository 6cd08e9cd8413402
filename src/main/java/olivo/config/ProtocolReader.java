package olivo.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.model.Protocol;
import olivo.model.Protocol.Event;
import olivo.model.Protocol.TrialType;
import olivo.model.Stimulus;

/** Reads the section {@code protocol}. */
final class ProtocolReader {
  /** Key of a trial that is no stimulus. */
  static final String DURATION = "duration";

  private final Scope scope;
  private final List<Stimulus> stimuli;
  private final List<String> stimulusNames;

  /**
   * A reader.
   *
   * @param stimuli what trials can present, as far as that could be read
   * @param stimulusNames names of all stimuli, well-formed or not
   */
  ProtocolReader(Scope scope, List<Stimulus> stimuli, List<String> stimulusNames) {
    this.scope = scope;
    this.stimuli = stimuli;
    this.stimulusNames = stimulusNames;
  }

  Protocol read(Section section) {
    double from = section.quantity("from", Dimension.TIME, 0);
    Optional<Section> trials = section.section("trials");
    List<TrialType> types = trials.map(this::types).orElse(List.of());
    SessionReader session = new SessionReader(trials.map(scope::names).orElse(List.of()));
    section
        .optionalSection("blocks")
        .ifPresent(
            blocks -> {
              for (String name : scope.names(blocks)) {
                Names.check(blocks, name);
                session.block(blocks, name);
              }
              blocks.done();
            });
    section.require("session", SessionReader.NEEDS);
    List<Protocol.Slot> slots =
        section.has("session") ? session.read(section, "session") : List.of();
    section.done();
    return new Protocol(from, stimuli, types, slots);
  }

  private List<TrialType> types(Section trials) {
    List<TrialType> types = new ArrayList<>();
    for (String name : scope.names(trials)) {
      Names.check(trials, name);
      trials.optionalSection(name).ifPresent(section -> types.add(type(name, section)));
    }
    return types;
  }

  private TrialType type(String name, Section section) {
    double durationMs = section.quantity(DURATION, Dimension.TIME);
    List<Event> events = new ArrayList<>();
    for (String stimulus : stimulusNames) {
      if (!stimulus.equals(DURATION)) {
        section
            .optionalSection(stimulus)
            .map(inner -> event(stimulus, inner))
            .filter(event -> stimuli.stream().anyMatch(s -> s.name().equals(stimulus)))
            .ifPresent(events::add);
      }
    }
    section.done();
    return new TrialType(name, durationMs, events);
  }

  private static Event event(String stimulus, Section section) {
    double onsetMs = section.quantity("onset", Dimension.TIME);
    double lengthMs = section.quantity("length", Dimension.TIME);
    double probability = section.has("probability") ? section.number("probability") : 1;
    section.done();
    return new Event(stimulus, onsetMs, lengthMs, probability);
  }
}
