package olivo.model;

import java.util.Optional;

/** What the length of a step demands of a time. Silent where that length is not known. */
final class StepCheck {
  private final Findings findings;
  private final Optional<TimeStep> step;

  StepCheck(Findings findings, Optional<TimeStep> step) {
    this.findings = findings;
    this.step = step;
  }

  /**
   * A time constant, which is rounded to steps.
   *
   * @param fewest fewest steps allowed, 0 or 1
   * @return whether the time is in range
   */
  boolean constant(String path, double timeMs, int fewest) {
    if (!(timeMs >= 0) || Double.isInfinite(timeMs)) {
      findings.report(path, "must be 0 or more, got " + Findings.show(timeMs, "ms"));
      return false;
    }
    if (step.isEmpty()) {
      return true;
    }
    if (timeMs / step.get().dtMs() > Integer.MAX_VALUE) {
      findings.report(
          path, "has too many steps of " + dt() + ", got " + Findings.show(timeMs, "ms"));
      return false;
    }
    if (step.get().nearestSteps(timeMs) < fewest) {
      findings.report(
          path, "must be at least a step of " + dt() + ", got " + Findings.show(timeMs, "ms"));
      return false;
    }
    return true;
  }

  /**
   * A time that is 0 or a whole number of steps.
   *
   * @return whether it is
   */
  boolean wholeOrZero(String path, double timeMs) {
    if (timeMs > 0) {
      return whole(path, timeMs, "");
    }
    findings.notNegative(path, timeMs, "ms");
    return timeMs == 0;
  }

  /**
   * A time of at least one step that must be a whole number of steps.
   *
   * @param remedy what else to do about one that is not, starting with a semicolon; or empty
   * @return whether it is, as far as that is known
   */
  boolean whole(String path, double timeMs, String remedy) {
    findings.aboveZero(path, timeMs, "ms");
    if (!(timeMs > 0) || Double.isInfinite(timeMs)) {
      return false;
    }
    if (step.isEmpty()) {
      return true;
    }
    if (!step.get().isWhole(timeMs)) {
      findings.report(
          path,
          "must be a whole number of steps of "
              + dt()
              + ", got "
              + Findings.show(timeMs, "ms")
              + remedy);
      return false;
    }
    return constant(path, timeMs, 1);
  }

  private String dt() {
    return Findings.show(step.orElseThrow().dtMs(), "ms");
  }
}
