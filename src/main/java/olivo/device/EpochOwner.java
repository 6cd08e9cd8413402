package olivo.device;

/** Who has a {@link ParticipantState} take epochs, as that state sees it. */
public interface EpochOwner {
  /** The epoch can go on: have {@link ParticipantState#goOn} called. By any thread. */
  void ready();

  /**
   * Has some work done by another thread that steps participants, as soon as one has nothing better
   * to do. By any thread; does not wait.
   */
  void share(Runnable work);
}
