package olivo.device;

/** A population of sources; has no ports. */
public interface SourceState extends ParticipantState {
  /** In a saved state: step of the next spike of each cell. */
  String NEXT_STEP = "next_step";

  /** In a saved state: how many random words each cell has drawn. */
  String DRAWN = "drawn";

  /**
   * In a saved state: the first step in which each cell may fire again, where rates change in the
   * run.
   */
  String FREE_STEP = "free_step";
}
