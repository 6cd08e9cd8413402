package olivo.device;

/** A population of sources; has no ports. */
public interface SourceState extends ParticipantState {}
