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

  /**
   * The weights as they are now.
   *
   * @param step the step at whose beginning they are
   */
  Sample.Weights weights(long step);
}
