package olivo.analysis;

import java.util.List;

/**
 * A rate over time, in successive bins.
 *
 * @param startS start of each bin in s
 * @param endS end of each bin in s
 * @param hz rate in each bin in Hz; NaN where there is none
 */
public record RateCourse(double[] startS, double[] endS, double[] hz) {
  /** Share of a bin by which ends may differ from a multiple of its width. */
  private static final double SLACK = 1e-6;

  public RateCourse {
    if (startS.length != endS.length || startS.length != hz.length) {
      throw new IllegalArgumentException("not one rate for each bin");
    }
  }

  /** Number of bins. */
  public int bins() {
    return hz.length;
  }

  /** End of the last bin in s; 0 without any. */
  public double lengthS() {
    return bins() == 0 ? 0 : endS[bins() - 1];
  }

  /** Centre of a bin in s. */
  public double centreS(int bin) {
    return (startS[bin] + endS[bin]) / 2;
  }

  /**
   * The same in wider bins, from 0 on. A bin goes to the one in which its centre lies, and counts
   * by its length.
   *
   * @param widthS width in s, several times that of the bins
   */
  public RateCourse binned(double widthS) {
    int bins = (int) Math.ceil(lengthS() / widthS - SLACK);
    double[] start = new double[bins];
    double[] end = new double[bins];
    double[] seconds = new double[bins];
    double[] spikes = new double[bins];
    for (int i = 0; i < bins(); i++) {
      int bin = Math.min((int) (centreS(i) / widthS), bins - 1);
      seconds[bin] += endS[i] - startS[i];
      spikes[bin] += hz[i] * (endS[i] - startS[i]);
    }
    double[] rates = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      start[bin] = bin * widthS;
      end[bin] = Math.min((bin + 1) * widthS, lengthS());
      rates[bin] = spikes[bin] / seconds[bin];
    }
    return new RateCourse(start, end, rates);
  }

  /** The smallest of 1, 2 and 5 times a power of ten that is not below a width in s. */
  public static double roundWidthS(double widthS) {
    return widthS > 0 ? PlotStyle.roundUnit(widthS) : 0;
  }

  /** The mean of courses with the same bins; of courses of different lengths, as far as all go. */
  public static RateCourse mean(List<RateCourse> courses) {
    int bins = courses.stream().mapToInt(RateCourse::bins).min().orElse(0);
    double[] start = new double[bins];
    double[] end = new double[bins];
    double[] hz = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      start[bin] = courses.get(0).startS()[bin];
      end[bin] = courses.get(0).endS()[bin];
      Moments moments = new Moments();
      for (RateCourse course : courses) {
        moments.add(course.hz()[bin]);
      }
      hz[bin] = moments.mean();
    }
    return new RateCourse(start, end, hz);
  }
}
