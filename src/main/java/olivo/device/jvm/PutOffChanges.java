package olivo.device.jvm;

/**
 * Changes that wait for the next spike of their source, which needs its row anyway: where rows are
 * far from the processor, reading them costs more than computing.
 *
 * <p>What holds for the targets is kept as it was when changes were put off, in versions that are
 * numbered from 0 on. How one looks is up to the subclass.
 */
abstract class PutOffChanges implements DueChanges {
  /** How many versions are kept at most; only the latest are. */
  static final int MOST_VERSIONS = 256;

  private static final int MOST_BYTES = 1 << 23;
  private static final int FEWEST_VERSIONS = 4;

  final SourcePart weights;
  private final PendingChanges pending;
  private final int mask;
  private int oldest;
  private int now;
  private boolean referredTo;

  PutOffChanges(SourcePart weights, int versions) {
    this.weights = weights;
    this.pending = new PendingChanges(weights.firstSource(), weights.sources());
    this.mask = versions - 1;
  }

  /** Changes that are put off, kept as suits the number of targets. */
  static PutOffChanges of(SourcePart weights) {
    return GateVersions.suit(weights.whole().targets())
        ? new GateVersions(weights)
        : new ChangeVersions(weights);
  }

  /** How many versions of so many bytes are kept. */
  static int versions(long bytes) {
    long fitting = Long.highestOneBit(Math.max(1, MOST_BYTES / Math.max(1, bytes)));
    return (int) Math.max(FEWEST_VERSIONS, Math.min(MOST_VERSIONS, fitting));
  }

  /** Makes a version the same as another. */
  abstract void copy(int version, int to);

  /** In a version, the window of a target is open or not. */
  abstract void set(int version, int target, boolean isOpen);

  /** Changes the weights of a source as a version says. */
  abstract void change(int source, int version);

  /** The same, and then delivers a spike. */
  abstract void changeAndWeigh(int source, int version);

  /** The same with two versions, one after the other. */
  abstract void changeTwiceAndWeigh(int source, int first, int second);

  @Override
  public final void set(int target, boolean isOpen) {
    if (referredTo) {
      if (now - oldest == mask) {
        settle();
      }
      copy(now & mask, now + 1 & mask);
      now++;
      referredTo = false;
    }
    set(now & mask, target, isOpen);
  }

  @Override
  public final void judge(int source) {
    if (!pending.hasRoom(source)) {
      change(source, pending.of(source), 0);
      pending.clear(source);
    }
    pending.add(source, now);
    referredTo = true;
  }

  @Override
  public final void deliver(int source) {
    long due = pending.of(source);
    if (due == PendingChanges.NONE) {
      weights.weigh(source);
      return;
    }
    int latest = PendingChanges.version(due, 0) & mask;
    if (PendingChanges.isSingle(due)) {
      changeAndWeigh(source, latest);
    } else {
      change(source, due, 2);
      changeTwiceAndWeigh(source, PendingChanges.version(due, 1) & mask, latest);
    }
    pending.clear(source);
  }

  /** Makes the changes that are due, but for some of the latest. */
  private void change(int source, long due, int without) {
    for (int i = PendingChanges.count(due) - 1; i >= without; i--) {
      change(source, PendingChanges.version(due, i) & mask);
    }
  }

  @Override
  public final void settle() {
    for (int i = 0; i < pending.listed(); i++) {
      int source = pending.listed(i);
      change(source, pending.of(source), 0);
    }
    pending.clear();
    oldest = now;
  }
}
