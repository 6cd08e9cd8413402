package olivo.engine.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.SpikeBatch;
import olivo.model.StateArrays;

/** Makes a checkpoint of what the participants of a plan save, all at the same step. */
public final class CheckpointAssembly {
  private final ExchangePlan plan;
  private final long step;
  private final StateArrays[] states;
  private int awaited;

  /** Of nothing so far, at the beginning of a step. */
  public CheckpointAssembly(ExchangePlan plan, long step) {
    this.plan = plan;
    this.step = step;
    this.states = new StateArrays[plan.participants().size()];
    this.awaited = states.length - 1;
  }

  /** The step. */
  public long step() {
    return step;
  }

  /** Whether a participant has saved its state, or has none. */
  public boolean has(int participant) {
    return participant == plan.recorder() || states[participant] != null;
  }

  /** Takes the state of a participant. */
  public void add(int participant, StateArrays state) {
    if (has(participant)) {
      throw new ProtocolViolation(
          plan.participants().get(participant).name() + " saved its state unasked");
    }
    states[participant] = state;
    awaited--;
  }

  /** Whether all have saved theirs. */
  public boolean isComplete() {
    return awaited == 0;
  }

  /** The checkpoint, of all states and the spikes under way in a scheduler that is held. */
  public Checkpoint checkpoint(Scheduler scheduler) {
    Map<String, List<StateArrays>> populations = new LinkedHashMap<>();
    Map<String, List<StateArrays>> projections = new LinkedHashMap<>();
    Map<String, List<SpikeBatch>> spikes = new LinkedHashMap<>();
    for (int i = 0; i < states.length; i++) {
      Participant participant = plan.participants().get(i);
      if (participant instanceof Participant.Recorder) {
        continue;
      }
      Map<String, List<StateArrays>> kind =
          participant instanceof Participant.Plastic ? projections : populations;
      kind.computeIfAbsent(participant.wholeName(), name -> new ArrayList<>()).add(states[i]);
      long first = Math.max(0, step - longestLag(i));
      if (first < step) {
        spikes
            .computeIfAbsent(participant.wholeName(), name -> new ArrayList<>())
            .add(scheduler.line(i).since(first));
      }
    }
    return new Checkpoint(step, joined(populations), joined(projections), merged(spikes));
  }

  private long longestLag(int participant) {
    return plan.routes().stream()
        .filter(route -> route.from() == participant)
        .mapToLong(Route::lagSteps)
        .max()
        .orElse(0);
  }

  private static Map<String, StateArrays> joined(Map<String, List<StateArrays>> slices) {
    Map<String, StateArrays> joined = new HashMap<>();
    slices.forEach((name, parts) -> joined.put(name, StateArrays.join(parts)));
    return joined;
  }

  private static Map<String, SpikeBatch> merged(Map<String, List<SpikeBatch>> slices) {
    Map<String, SpikeBatch> merged = new HashMap<>();
    slices.forEach(
        (name, parts) -> {
          Epoch epoch = parts.get(0).epoch();
          List<EpochResult> results =
              parts.stream().map(spikes -> new EpochResult(spikes, List.of())).toList();
          merged.put(name, CoupledSlices.merge(epoch, results).spikes());
        });
    return merged;
  }
}
