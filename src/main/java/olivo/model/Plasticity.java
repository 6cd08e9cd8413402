package olivo.model;

/**
 * How the weights of a projection change. A weight w is a factor of the projection's conductance,
 * starts at {@link #wInit} and is clipped to its bounds after every change. A spike carries the
 * weight that its synapse has in the step of emission, before the plasticity of that step.
 */
public sealed interface Plasticity {
  /** Name of the projection whose arrivals at a target instruct its synapses. */
  String teacher();

  /** Increment at potentiation. */
  double aLtp();

  /** Decrement at depression. */
  double aLtd();

  /** Weight at step 0. */
  double wInit();

  /** Lower bound of a weight. */
  double wMin();

  /** Upper bound of a weight. */
  double wMax();

  /** The same rule with other increments and decrements. */
  Plasticity withSteps(double newALtp, double newALtd);

  /**
   * Every pre-synaptic spike is judged once, one window after it: if a teacher event fell on the
   * target within the window the synapse is depressed, else it is potentiated. Settles the
   * teacher's rate at {@code 1 / (W (1 + aLtd/aLtp))} (Kenyon, Medina and Mauk 1998).
   *
   * @param windowMs the window W in ms; the spike's own step does not count, its last step does
   */
  record TeacherGated(
      String teacher,
      double windowMs,
      double aLtp,
      double aLtd,
      double wInit,
      double wMin,
      double wMax)
      implements Plasticity {
    @Override
    public TeacherGated withSteps(double newALtp, double newALtd) {
      return new TeacherGated(teacher, windowMs, newALtp, newALtd, wInit, wMin, wMax);
    }
  }

  /**
   * Events pair with the latest pre-synaptic spike before them: a teacher event depresses the
   * synapses whose source fired within the depression window; else a post-synaptic spike
   * potentiates those whose source fired within the potentiation window.
   *
   * @param ltdWindowMs how long before a teacher event a source must have fired, in ms
   * @param ltpWindowMs how long before a post-synaptic spike a source must have fired, in ms
   */
  record TeacherPaired(
      String teacher,
      double ltdWindowMs,
      double ltpWindowMs,
      double aLtp,
      double aLtd,
      double wInit,
      double wMin,
      double wMax)
      implements Plasticity {
    @Override
    public TeacherPaired withSteps(double newALtp, double newALtd) {
      return new TeacherPaired(
          teacher, ltdWindowMs, ltpWindowMs, newALtp, newALtd, wInit, wMin, wMax);
    }
  }
}
