package olivo.model;

/** Numbers of distributions. */
final class DistributionCheck {
  private final Findings findings;

  DistributionCheck(Findings findings) {
    this.findings = findings;
  }

  /** Whether the values of a distribution are numbers; reports what is wrong with them if not. */
  boolean numbers(String path, Distribution distribution, String unit) {
    if (distribution instanceof Distribution.Constant constant) {
      findings.finite(path, constant.value(), unit);
      return Double.isFinite(constant.value());
    } else if (distribution instanceof Distribution.Uniform uniform) {
      findings.finite(path, uniform.low() + uniform.high(), unit);
      return Double.isFinite(uniform.low() + uniform.high());
    } else if (distribution instanceof Distribution.Normal normal) {
      return moments(path, normal.mean(), normal.sd(), unit);
    } else if (distribution instanceof Distribution.Lognormal lognormal) {
      if (lognormal.mean() == 0) {
        findings.report(path + ".mean", "of a lognormal distribution must not be 0");
        return false;
      }
      return moments(path, lognormal.mean(), lognormal.sd(), unit);
    } else if (distribution instanceof Distribution.Bounded bounded) {
      return numbers(path, bounded.of(), unit) && bounds(path, bounded, unit);
    }
    throw new IllegalArgumentException("unknown distribution " + distribution);
  }

  private boolean moments(String path, double mean, double sd, String unit) {
    findings.finite(path + ".mean", mean, unit);
    findings.notNegative(path + ".sd", sd, unit);
    return Double.isFinite(mean) && sd >= 0 && Double.isFinite(sd);
  }

  private boolean bounds(String path, Distribution.Bounded bounded, String unit) {
    if (Double.isNaN(bounded.low()) || Double.isNaN(bounded.high())) {
      return false;
    }
    if (bounded.isEmpty()) {
      findings.report(
          path,
          "has no value within its bounds: they are "
              + Findings.show(bounded.low(), unit)
              + " and "
              + Findings.show(bounded.high(), unit)
              + ", its values lie from "
              + Findings.show(bounded.of().low(), unit)
              + " to "
              + Findings.show(bounded.of().high(), unit));
      return false;
    }
    return true;
  }

  /** A distribution whose values must all be above 0, or all 0 or more. */
  void positive(String path, Distribution distribution, String unit, boolean zeroToo) {
    if (!numbers(path, distribution, unit)) {
      return;
    }
    if (distribution instanceof Distribution.Constant constant) {
      if (zeroToo) {
        findings.notNegative(path, constant.value(), unit);
      } else {
        findings.aboveZero(path, constant.value(), unit);
      }
    } else if (zeroToo ? distribution.low() < 0 : distribution.low() <= 0) {
      findings.report(
          path,
          (zeroToo ? "must be 0 or more" : "must be above 0")
              + ", got values down to "
              + Findings.show(distribution.low(), unit)
              + "; low sets a bound");
    }
  }
}
