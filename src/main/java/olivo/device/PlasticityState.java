package olivo.device;

import olivo.model.Sample;

/**
 * The weights of a plastic projection onto one slice, and their delivery. Ports: {@link #PRE},
 * {@link #TEACHER} if there is one, and {@link #JUDGED_OR_POST}.
 */
public interface PlasticityState extends ParticipantState {
  /** Port of the pre-synaptic spikes of the steps of the epoch: delivery. */
  int PRE = 0;

  /** Port of the teacher's spikes, one teacher delay before. */
  int TEACHER = 1;

  /**
   * Port of the pre-synaptic spikes one window before (teacher-gated), of the post-synaptic spikes
   * (teacher-paired), or of the post-synaptic spikes one delay before (STDP).
   */
  int JUDGED_OR_POST = 2;

  /** In a saved state: weights by target, then by source. */
  String WEIGHTS = "weights";

  /**
   * In a saved state: units on their way to the targets, {@code [cells][steps from that of the
   * state on]}.
   */
  String UNDER_WAY = "under_way";

  /** In a saved state: step of the last teacher event of each target, or {@link #NEVER}. */
  String LAST_EVENT = "last_event_step";

  /** In a saved state: step of the last spike of each source, or {@link #NEVER}. */
  String LAST_SOURCE_SPIKE = "last_source_spike_step";

  /** In a saved state: step of the last spike of each target, or {@link #NEVER}. */
  String LAST_TARGET_SPIKE = "last_target_spike_step";

  /** In a saved state: trace of each source just after its last spike. */
  String SOURCE_TRACE = "source_trace";

  /** In a saved state: trace of each target just after its last spike. */
  String TARGET_TRACE = "target_trace";

  /** Step of what has not happened yet, so long ago that nothing of it would be left. */
  long NEVER = Long.MIN_VALUE / 2;

  /**
   * The weights as they are now.
   *
   * @param step the step at whose beginning they are
   */
  Sample.Weights weights(long step);
}
