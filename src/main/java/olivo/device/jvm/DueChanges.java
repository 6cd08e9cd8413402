package olivo.device.jvm;

/**
 * The changes that teachers decide about: of two, which one holds for a target, and when the
 * weights of a source are changed. The outcome is that of changing them at once.
 */
interface DueChanges {
  /**
   * From now on these are the two changes.
   *
   * @param closed where no window is open
   * @param open where one is
   */
  void retune(float closed, float open);

  /** From now on the window of a target is open or not. */
  void set(int target, boolean isOpen);

  /** The weights of a source change, each as now holds for its target. */
  void judge(int source);

  /** Delivers a spike, with all changes made so far. */
  void deliver(int source);

  /** Makes what was put off. */
  void settle();
}
