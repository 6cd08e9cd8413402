package olivo.device.jvm;

/** Versions that hold the change of each target: the least to compute. */
final class ChangeVersions extends PutOffChanges {
  private final float[][] versions;
  private float closed;
  private float open;

  ChangeVersions(SourcePart weights) {
    super(weights, versions(bytes(weights.whole().targets())));
    versions = new float[versions(bytes(weights.whole().targets()))][weights.whole().targets()];
  }

  /** Bytes of a version of so many targets. */
  static long bytes(int targets) {
    return (long) Float.BYTES * targets;
  }

  @Override
  public void retune(float whereClosed, float whereOpen) {
    closed = whereClosed;
    open = whereOpen;
  }

  @Override
  void copy(int version, int to) {
    System.arraycopy(versions[version], 0, versions[to], 0, versions[version].length);
  }

  @Override
  void set(int version, int target, boolean isOpen) {
    versions[version][target] = isOpen ? open : closed;
  }

  @Override
  void change(int source, int version) {
    weights.change(source, versions[version]);
  }

  @Override
  void changeAndWeigh(int source, int version) {
    weights.changeAndWeigh(source, versions[version]);
  }

  @Override
  void changeTwiceAndWeigh(int source, int first, int second) {
    weights.changeTwiceAndWeigh(source, versions[first], versions[second]);
  }
}
