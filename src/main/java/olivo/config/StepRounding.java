package olivo.config;

import java.util.List;
import olivo.model.TimeStep;

/** Times that become whole numbers of steps, and warnings about what that changes. */
final class StepRounding {
  /** Largest change, relative to the time, that passes without a warning. */
  private static final double UNNOTICED = 0.01;

  private final Scope scope;

  StepRounding(Scope scope) {
    this.scope = scope;
  }

  /** A delay: rounded here if the topology allows it, else left as it is. */
  double delay(Section section, String key) {
    double delayMs = section.quantity(key, Dimension.TIME);
    if (scope.step().isEmpty() || !scope.roundDelays() || !usable(delayMs)) {
      return delayMs;
    }
    TimeStep step = scope.step().get();
    if (step.isWhole(delayMs) && step.nearestSteps(delayMs) >= 1) {
      return delayMs;
    }
    double rounded = exactMs(step.delaySteps(delayMs));
    section.warning(key, delayMs + " ms is rounded to " + rounded + " ms");
    return rounded;
  }

  /** A time constant, which the simulation rounds: noted if that changes it much. */
  double constant(Section section, String key, double timeMs) {
    if (scope.step().isPresent() && usable(timeMs)) {
      double rounded = exactMs(scope.step().get().nearestSteps(timeMs));
      if (Math.abs(rounded - timeMs) > UNNOTICED * timeMs) {
        section.warning(key, timeMs + " ms is simulated as " + rounded + " ms");
      }
    }
    return timeMs;
  }

  /** Times of spikes, which the simulation rounds: noted if any is not a whole step. */
  List<Double> spikeTimes(Section section, String key, List<Double> timesMs) {
    if (scope.step().isPresent()) {
      TimeStep step = scope.step().get();
      timesMs.stream()
          .filter(timeMs -> usable(timeMs) && !step.isWhole(timeMs))
          .findFirst()
          .ifPresent(timeMs -> section.warning(key, timeMs + " ms is not a whole step; rounded"));
    }
    return timesMs;
  }

  private boolean usable(double timeMs) {
    return timeMs > 0 && timeMs / scope.step().orElseThrow().dtMs() < Integer.MAX_VALUE;
  }

  private double exactMs(int steps) {
    return scope.step().orElseThrow().toDecimalMs(steps);
  }
}
