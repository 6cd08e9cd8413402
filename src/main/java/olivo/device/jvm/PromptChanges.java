package olivo.device.jvm;

/**
 * Changes that are made at once. Each target keeps its present change, so that the pass over the
 * synapses has no branch.
 */
final class PromptChanges implements DueChanges {
  private final SourcePart weights;
  private final float[] changes;
  private float closed;
  private float open;

  PromptChanges(SourcePart weights) {
    this.weights = weights;
    this.changes = new float[weights.whole().targets()];
  }

  @Override
  public void retune(float whereClosed, float whereOpen) {
    closed = whereClosed;
    open = whereOpen;
  }

  @Override
  public void set(int target, boolean isOpen) {
    changes[target] = isOpen ? open : closed;
  }

  @Override
  public void judge(int source) {
    weights.change(source, changes);
  }

  @Override
  public void deliver(int source) {
    weights.weigh(source);
  }

  @Override
  public void settle() {}
}
