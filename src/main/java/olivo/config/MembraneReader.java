package olivo.config;

/**
 * Reads capacitance and leak of a membrane from two of its three quantities: the capacitance, the
 * leak (as a conductance or a resistance) and the time constant, which is their ratio.
 */
final class MembraneReader {
  /**
   * A membrane.
   *
   * @param cMPf capacitance in pF
   * @param gLNs leak conductance in nS
   */
  record Membrane(double cMPf, double gLNs) {}

  private static final String NEEDS =
      "needs two of C_m, tau_m and g_L, or R_m in place of g_L; got ";

  /** Stands in for a membrane that cannot be read, and passes every check. */
  private static final Membrane UNKNOWN = new Membrane(1, Double.MIN_NORMAL);

  private MembraneReader() {}

  static Membrane read(Section section) {
    boolean capacitance = section.has("C_m");
    boolean tau = section.has("tau_m");
    boolean conductance = section.has("g_L");
    boolean resistance = section.has("R_m");
    if (conductance && resistance) {
      section.quantity("g_L", Dimension.CONDUCTANCE);
      section.problem("R_m", "says what g_L says already; one of them is enough");
      return UNKNOWN;
    }
    int given = (capacitance ? 1 : 0) + (tau ? 1 : 0) + (conductance || resistance ? 1 : 0);
    double cMPf = capacitance ? section.quantity("C_m", Dimension.CAPACITANCE) : Double.NaN;
    double tauMs = tau ? positive(section, "tau_m", Dimension.TIME) : Double.NaN;
    double gLNs = Double.NaN;
    if (conductance) {
      gLNs = section.quantity("g_L", Dimension.CONDUCTANCE);
    } else if (resistance) {
      gLNs = 1 / positive(section, "R_m", Dimension.RESISTANCE);
    }
    if (given != 2) {
      String missing = !capacitance ? "C_m" : !tau && given < 2 ? "g_L" : "tau_m";
      section.problem(missing, NEEDS + given + (given == 1 ? " of them" : " of the three"));
      return UNKNOWN;
    }
    // nS ms is pF.
    cMPf = capacitance ? cMPf : gLNs * tauMs;
    gLNs = capacitance && tau ? cMPf / tauMs : gLNs;
    return Double.isNaN(cMPf) || Double.isNaN(gLNs) ? UNKNOWN : new Membrane(cMPf, gLNs);
  }

  private static double positive(Section section, String key, Dimension dimension) {
    double value = section.quantity(key, dimension);
    if (value <= 0) {
      section.problem(key, "must be above 0, got " + Section.show(section.at(key)));
      return Double.NaN;
    }
    return value;
  }
}
