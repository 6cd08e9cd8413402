package olivo.analysis;

/** The steps that a statistic covers: [fromStep, toStep), possibly none. */
record Window(long fromStep, long toStep) {
  Window {
    if (fromStep < 0 || toStep < fromStep) {
      throw new IllegalArgumentException("no window: steps [" + fromStep + ", " + toStep + ")");
    }
  }

  boolean contains(long step) {
    return step >= fromStep && step < toStep;
  }

  long steps() {
    return toStep - fromStep;
  }

  double seconds(double dtMs) {
    return steps() * dtMs / 1000;
  }
}
