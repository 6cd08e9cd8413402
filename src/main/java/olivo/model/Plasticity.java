package olivo.model;

/**
 * How the weights of a projection change. A weight w is a factor of the projection's conductance,
 * starts at {@link #wInit} and is clipped to its bounds after every change. A spike carries the
 * weight that its synapse has in the step of emission, before the plasticity of that step.
 */
public sealed interface Plasticity {
  /** Scale of potentiation. */
  double aLtp();

  /** Scale of depression. */
  double aLtd();

  /** Weight at step 0. */
  double wInit();

  /** Lower bound of a weight. */
  double wMin();

  /** Upper bound of a weight. */
  double wMax();

  /** The same rule with other scales of potentiation and depression. */
  Plasticity withSteps(double newALtp, double newALtd);

  /** A rule whose synapses are instructed by the arrivals of another projection. */
  sealed interface Taught extends Plasticity {
    /** Name of that projection. */
    String teacher();
  }

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
      implements Taught {
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
      implements Taught {
    @Override
    public TeacherPaired withSteps(double newALtp, double newALtd) {
      return new TeacherPaired(
          teacher, ltdWindowMs, ltpWindowMs, newALtp, newALtd, wInit, wMin, wMax);
    }
  }

  /**
   * Spike-timing dependent plasticity of all pairs of a pre- and a post-synaptic spike, whose
   * effects add up. Delays are dendritic: a spike of the source is at the synapse at once, and one
   * of the target after the projection's delay (Morrison, Aertsen and Diesmann 2007). A pair of
   * which the post-synaptic spike is there s ms after the pre-synaptic one potentiates by {@code
   * aPlus exp(-s/tauPlus)}, one of which it is there s ms before depresses by {@code aMinus
   * exp(-s/tauMinus)}, and one in the same step does nothing.
   *
   * @param tauPlusMs how far potentiation reaches, in ms
   * @param tauMinusMs how far depression reaches, in ms
   * @param dependence what these numbers are multiplied by
   * @param aPlus scale of potentiation
   * @param aMinus scale of depression
   */
  record Stdp(
      double tauPlusMs,
      double tauMinusMs,
      Dependence dependence,
      double aPlus,
      double aMinus,
      double wInit,
      double wMin,
      double wMax)
      implements Plasticity {
    @Override
    public double aLtp() {
      return aPlus;
    }

    @Override
    public double aLtd() {
      return aMinus;
    }

    @Override
    public Stdp withSteps(double newAPlus, double newAMinus) {
      return new Stdp(tauPlusMs, tauMinusMs, dependence, newAPlus, newAMinus, wInit, wMin, wMax);
    }
  }

  /** How a change depends on the weight that is changed. */
  enum Dependence {
    /** Not at all, but for the bounds (Song, Miller and Abbott 2000). */
    ADDITIVE,
    /**
     * It is multiplied by the distance from the bound that it moves the weight towards (Rubin, Lee
     * and Sompolinsky 2001).
     */
    MULTIPLICATIVE
  }
}
