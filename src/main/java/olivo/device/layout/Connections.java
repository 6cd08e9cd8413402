package olivo.device.layout;

/**
 * Connections of a projection onto a slice, made each time they are asked for: every device keeps
 * them in a form of its own, and nobody this one.
 */
@FunctionalInterface
public interface Connections {
  /** Who is connected with whom. */
  Csr rows();

  /** {@code [connections]}: units of each, in the order of the rows; null if each counts one. */
  default int[] units() {
    return null;
  }

  /**
   * {@code [connections]}: delay of each beyond that of the receptor, in steps, in the order of the
   * rows; null if there is none.
   */
  default int[] extraSteps() {
    return null;
  }

  /** Number of source cells. */
  default int sources() {
    return rows().sources();
  }

  /** Number of connections; in an {@linkplain Lowering#outline outline} what is expected. */
  default long count() {
    return rows().connections();
  }

  /** Whether connections have units of their own. */
  default boolean hasUnits() {
    return units() != null;
  }
}
