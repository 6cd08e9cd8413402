package olivo.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What an experimenter presents to a network in the course of a run: trials, one after the other.
 *
 * @param fromMs start of the first trial in ms
 * @param stimuli what can be presented, in the order in which it acts
 * @param types kinds of trials
 * @param sequence the trials of the session
 */
public record Protocol(
    double fromMs, List<Stimulus> stimuli, List<TrialType> types, List<Slot> sequence) {
  /** Nothing at all. */
  public static final Protocol NONE = new Protocol(0, List.of(), List.of(), List.of());

  /** The use of random numbers that decide what is presented. */
  public static final String PRESENTED = "presented";

  public Protocol {
    stimuli = List.copyOf(stimuli);
    types = List.copyOf(types);
    sequence = List.copyOf(sequence);
  }

  /**
   * A kind of trial.
   *
   * @param name unique among the kinds
   * @param durationMs length of the trial in ms
   * @param events what is presented
   */
  public record TrialType(String name, double durationMs, List<Event> events) {
    public TrialType {
      events = List.copyOf(events);
    }
  }

  /**
   * A stimulus in a kind of trial.
   *
   * @param stimulus name of the stimulus
   * @param onsetMs when it is switched on, in ms from the start of the trial
   * @param lengthMs how long it stays on, in ms
   * @param probability probability with which it is presented in a trial
   */
  public record Event(String stimulus, double onsetMs, double lengthMs, double probability) {}

  /**
   * A trial of the session.
   *
   * @param type name of its kind
   * @param block names of the blocks it lies in, from the outermost to the innermost, joined by
   *     slashes; empty for a trial that the session names itself
   * @param blockNumber number of the block in the session, from 1. Each repetition of a block has
   *     one of its own; the trials of an entry that names a trial share one
   */
  public record Slot(String type, String block, int blockNumber) {}

  /**
   * A trial of a run.
   *
   * @param type kind of trial
   * @param block as in {@link Slot}
   * @param blockNumber as in {@link Slot}
   * @param fromStep first step
   * @param endStep first step after it
   * @param presentations what is presented, in the order of the kind's events
   */
  public record Trial(
      String type,
      String block,
      int blockNumber,
      long fromStep,
      long endStep,
      List<Presentation> presentations) {
    public Trial {
      presentations = List.copyOf(presentations);
    }
  }

  /**
   * A stimulus in a trial of a run.
   *
   * @param stimulus name of the stimulus
   * @param onStep first step in which it is on
   * @param offStep first step in which it is off again
   */
  public record Presentation(String stimulus, long onStep, long offStep) {}

  /** Whether there are no trials. */
  public boolean isEmpty() {
    return sequence.isEmpty();
  }

  /** The kind of trial of a name. */
  public TrialType type(String name) {
    return types.stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no trial " + name));
  }

  /** Length of all trials together, in steps. */
  public long lengthSteps(TimeStep step) {
    return sequence.stream().mapToLong(slot -> step.runSteps(type(slot.type()).durationMs())).sum();
  }

  /**
   * The trials of a run, in order. What is presented by chance in the n-th trial follows from the
   * number at (n, 0, stream of the stimulus): it is there if that lies below its probability.
   *
   * @param seed seed of the run
   */
  public List<Trial> trials(TimeStep step, long seed) {
    Philox random = new Philox(seed);
    List<Trial> trials = new ArrayList<>();
    long from = step.runSteps(fromMs);
    for (Slot slot : sequence) {
      TrialType type = type(slot.type());
      long end = from + step.runSteps(type.durationMs());
      List<Presentation> presentations = new ArrayList<>();
      for (Event event : type.events()) {
        int stream = Philox.stream(PRESENTED, event.stimulus());
        if (random.uniform(trials.size(), 0, stream) < event.probability()) {
          long on = from + step.runSteps(event.onsetMs());
          presentations.add(
              new Presentation(event.stimulus(), on, on + step.runSteps(event.lengthMs())));
        }
      }
      trials.add(
          new Trial(slot.type(), slot.block(), slot.blockNumber(), from, end, presentations));
      from = end;
    }
    return trials;
  }
}
