package olivo.analysis;

import java.math.BigDecimal;
import java.math.MathContext;

/** Figures as files hold them: without the digits that rounding errors leave at the end. */
public final class Rounded {
  private static final MathContext DIGITS = new MathContext(12);

  private Rounded() {}

  /** A figure to 12 significant digits; what is not finite stays as it is. */
  public static double of(double figure) {
    return Double.isFinite(figure)
        ? BigDecimal.valueOf(figure).round(DIGITS).doubleValue()
        : figure;
  }
}
