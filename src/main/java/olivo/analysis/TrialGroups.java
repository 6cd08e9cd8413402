package olivo.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import olivo.model.Protocol;
import olivo.model.Protocol.Event;
import olivo.model.Protocol.Trial;
import olivo.model.Protocol.TrialType;
import olivo.model.TimeStep;
import olivo.model.Topology;

/**
 * The trials of a run, those of one kind in one block together.
 *
 * @param step length of a step
 * @param trials the trials in order
 * @param groups the groups in the order of their first trials
 * @param groupOf the group of each trial
 */
record TrialGroups(TimeStep step, List<Trial> trials, List<Group> groups, int[] groupOf) {
  /** About so many bins between the edges of a plot. */
  private static final int SHOWN_BINS = 60;

  /**
   * Trials of one kind in one block of the session.
   *
   * @param type kind of trial
   * @param block name of the block; empty for trials that the session names itself
   * @param blockNumber number of the block in the session, from 1
   * @param repetition which of the blocks of this name with such trials it is, from 1
   */
  record Group(TrialType type, String block, int blockNumber, int repetition) {
    /** What legends call it. */
    String label() {
      return (block.isEmpty() ? "trials" : block) + " " + repetition;
    }
  }

  static TrialGroups of(Topology topology) {
    List<Trial> trials = topology.trials();
    Map<String, Integer> repetitions = new HashMap<>();
    Map<String, Integer> positions = new LinkedHashMap<>();
    List<Group> groups = new ArrayList<>();
    int[] groupOf = new int[trials.size()];
    for (int i = 0; i < groupOf.length; i++) {
      Trial trial = trials.get(i);
      String block = trial.block().split("/", 2)[0];
      groupOf[i] =
          positions.computeIfAbsent(
              trial.type() + "/" + trial.blockNumber(),
              key -> {
                TrialType type = topology.protocol().type(trial.type());
                int repetition = repetitions.merge(trial.type() + "/" + block, 1, Integer::sum);
                groups.add(new Group(type, block, trial.blockNumber(), repetition));
                return groups.size() - 1;
              });
    }
    return new TrialGroups(topology.step(), trials, List.copyOf(groups), groupOf);
  }

  /** Kinds of trials that occur, in the order of their first trials. */
  List<TrialType> types() {
    return groups.stream().map(Group::type).distinct().toList();
  }

  /** The first and the last group of a kind in each block of another name. */
  List<Group> firstAndLast(TrialType type) {
    Map<String, List<Group>> byBlock = new LinkedHashMap<>();
    for (Group group : groups) {
      if (group.type().equals(type)) {
        byBlock.computeIfAbsent(group.block(), name -> new ArrayList<>()).add(group);
      }
    }
    return byBlock.values().stream()
        .flatMap(all -> Stream.of(all.get(0), all.get(all.size() - 1)))
        .distinct()
        .toList();
  }

  /** Width of the bins of a kind of trial, in steps: a round time. */
  int binSteps(TrialType type) {
    double shownMs = shownToMs(type) - shownFromMs(type);
    return step.delaySteps(PlotStyle.roundUnit(Math.max(step.dtMs(), shownMs / SHOWN_BINS)));
  }

  /** Number of bins that a trial of a kind has, of which the last may be shorter. */
  int bins(TrialType type) {
    long width = binSteps(type);
    return Math.toIntExact((step.runSteps(type.durationMs()) + width - 1) / width);
  }

  /** Where plots begin, in ms from the start of a trial: as long before stimuli as they last. */
  double shownFromMs(TrialType type) {
    return Math.max(0, firstOnsetMs(type) - stimuliMs(type));
  }

  /** Where plots end, in ms from the start of a trial. */
  double shownToMs(TrialType type) {
    return Math.min(type.durationMs(), firstOnsetMs(type) + 2 * stimuliMs(type));
  }

  /** When the first stimulus goes on, in ms from the start of a trial; 0 without any. */
  static double firstOnsetMs(TrialType type) {
    return type.events().stream().mapToDouble(Event::onsetMs).min().orElse(0);
  }

  /** From when the first stimulus goes on until the last is off; the whole trial without any. */
  private static double stimuliMs(TrialType type) {
    return type.events().stream()
            .mapToDouble(event -> event.onsetMs() + event.lengthMs())
            .max()
            .orElse(type.durationMs())
        - firstOnsetMs(type);
  }

  /** The first stimulus of a kind of trial by its time; empty without any. */
  static String firstStimulus(TrialType type) {
    return type.events().stream()
        .min((a, b) -> Double.compare(a.onsetMs(), b.onsetMs()))
        .map(Protocol.Event::stimulus)
        .orElse("");
  }
}
