package olivo.config;

/** Times that stand outside of topologies, written as in them. */
public final class TimeText {
  private TimeText() {}

  /**
   * A time in ms.
   *
   * @param text a number with a unit, e.g. {@code 10 s}
   * @throws BadValue if it is not a time
   */
  public static double toMs(String text) throws BadValue {
    return Dimension.TIME.read(text);
  }
}
