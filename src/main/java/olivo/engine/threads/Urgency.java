package olivo.engine.threads;

/** Whether somebody waits for a task. */
public enum Urgency {
  /** Others cannot go on without it. */
  AWAITED,

  /** It is ahead of the others, or behind them, and may take its time: sources and recorders. */
  UNHURRIED
}
