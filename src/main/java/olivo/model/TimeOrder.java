package olivo.model;

import java.util.List;
import java.util.Optional;

/**
 * Lists of times, which must be ascending and lie in different steps.
 *
 * @param findings where mistakes go
 * @param step length of a step, if it is known
 * @param why why no two may lie in one step
 */
record TimeOrder(Findings findings, Optional<TimeStep> step, String why) {
  void check(String path, List<Double> timesMs) {
    StepCheck steps = new StepCheck(findings, step);
    double before = Double.NaN;
    for (double timeMs : timesMs) {
      if (!steps.constant(path, timeMs, 0)) {
        return;
      }
      if (timeMs <= before) {
        findings.report(
            path,
            "must be ascending, got "
                + Findings.show(timeMs, "ms")
                + " after "
                + Findings.show(before, "ms"));
        return;
      }
      if (step.isPresent()
          && !Double.isNaN(before)
          && step.get().nearestSteps(timeMs) == step.get().nearestSteps(before)) {
        findings.report(
            path,
            Findings.show(before, "ms")
                + " and "
                + Findings.show(timeMs, "ms")
                + " lie in one step; "
                + why);
        return;
      }
      before = timeMs;
    }
  }
}
