package olivo.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.XYDataset;

/** What became of the weights of a plastic projection. */
final class WeightCharts {
  private static final int BARS = 100;
  private static final BasicStroke COURSE = new BasicStroke(1.2f);

  private WeightCharts() {}

  /** The course of a few synapses, coloured by the order of their last weights. */
  static JFreeChart individual(WeightHistory history) {
    int n = history.synapses();
    DefaultXYDataset data = new DefaultXYDataset();
    XYLineAndShapeRenderer renderer = PanelCharts.lines();
    renderer.setAutoPopulateSeriesStroke(false);
    renderer.setDefaultStroke(COURSE);
    Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> lastOf(history.course(i))));
    for (int rank = 0; rank < n; rank++) {
      data.addSeries(rank, new double[][] {history.seconds(), history.course(order[rank])});
      renderer.setSeriesPaint(rank, blend(n > 1 ? (double) rank / (n - 1) : 0));
    }
    String title =
        String.format(
            "%s: %d of %d weights, drawn by the seed",
            history.entry().projection(), n, history.entry().synapses());
    return PlotStyle.chart(title, overTime(history, data, renderer), false);
  }

  /** Mean with a band of one standard deviation to each side. */
  static JFreeChart meanAndSd(WeightHistory history) {
    double[] t = history.seconds();
    double[] mean = history.means();
    double[] sd = history.sds();
    double[] low = new double[t.length];
    double[] high = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      low[i] = mean[i] - sd[i];
      high[i] = mean[i] + sd[i];
    }
    DefaultIntervalXYDataset data = new DefaultIntervalXYDataset();
    data.addSeries("mean ± 1 s.d.", new double[][] {t, t, t, mean, low, high});
    DeviationRenderer renderer = new DeviationRenderer(true, false);
    renderer.setSeriesPaint(0, PlotStyle.BLUE);
    renderer.setSeriesFillPaint(0, PlotStyle.BLUE);
    renderer.setSeriesStroke(0, PlotStyle.LINE);
    renderer.setAlpha(0.25f);
    String title = history.entry().projection() + ": no weights recorded";
    if (t.length > 0) {
      title =
          String.format(
              "%s: mean weight ± 1 s.d. of %d synapses (at the end %s ± %s)",
              history.entry().projection(),
              history.entry().synapses(),
              PlotStyle.digits(mean[t.length - 1], 3),
              PlotStyle.digits(sd[t.length - 1], 3));
    }
    return PlotStyle.chart(title, overTime(history, data, renderer), false);
  }

  /** How the last weights are distributed. */
  static JFreeChart histogram(WeightHistory history) {
    float[] weights = history.last();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float weight : weights) {
      low = Math.min(low, weight);
      high = Math.max(high, weight);
    }
    double width = high > low ? (high - low) / BARS : 0.01;
    double[][] bars = new double[2][BARS];
    for (int bar = 0; bar < BARS; bar++) {
      bars[0][bar] = low + (bar + 0.5) * width;
    }
    for (float weight : weights) {
      bars[1][(int) Math.min(BARS - 1, (weight - low) / width)]++;
    }
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries("weights", bars);
    NumberAxis weightAxis =
        PlotStyle.axis("weight (relative)", low - 5 * width, low + (BARS + 5) * width);
    NumberAxis countAxis = PlotStyle.axis("synapses");
    countAxis.setAutoRangeIncludesZero(true);
    XYPlot plot =
        PlotStyle.styled(
            new XYPlot(
                new XYBarDataset(data, width), weightAxis, countAxis, PanelCharts.barRenderer()));
    Range shown = weightAxis.getRange();
    if (shown.contains(history.entry().wMin())) {
      plot.addDomainMarker(PlotStyle.bound(history.entry().wMin(), "w_min"));
    }
    if (shown.contains(history.entry().wMax())) {
      plot.addDomainMarker(PlotStyle.bound(history.entry().wMax(), "w_max"));
    }
    WeightStatistics statistics =
        WeightStatistics.of(weights, history.entry().wMin(), history.entry().wMax());
    String title =
        String.format(
            "%s: weights at %s s (mean %s, s.d. %s, at bounds %s %%)",
            history.entry().projection(),
            PlotStyle.digits(history.lastSecond(), 1),
            PlotStyle.digits(statistics.mean(), 3),
            PlotStyle.digits(statistics.sd(), 3),
            PlotStyle.digits(100 * statistics.fractionAtBounds(), 2));
    return PlotStyle.chart(title, plot, false);
  }

  private static XYPlot overTime(WeightHistory history, XYDataset data, XYItemRenderer renderer) {
    double end = history.times() > 0 ? history.lastSecond() : 1;
    NumberAxis weightAxis = PlotStyle.axis("weight (relative)");
    XYPlot plot =
        PlotStyle.styled(
            new XYPlot(data, PlotStyle.axis("time (s)", 0, end), weightAxis, renderer));
    plot.setNoDataMessage("no weights recorded");
    Range shown = weightAxis.getRange();
    if (shown.contains(history.entry().wMin())) {
      plot.addRangeMarker(PlotStyle.bound(history.entry().wMin(), "w_min"));
    }
    if (shown.contains(history.entry().wMax())) {
      plot.addRangeMarker(PlotStyle.bound(history.entry().wMax(), "w_max"));
    }
    return plot;
  }

  private static double lastOf(double[] course) {
    return course.length == 0 ? 0 : course[course.length - 1];
  }

  /** From blue by grey to vermilion, a scale that the colour-blind can read. */
  private static Color blend(double share) {
    Color from = share < 0.5 ? PlotStyle.BLUE : new Color(0xA8A8A8);
    Color to = share < 0.5 ? new Color(0xA8A8A8) : PlotStyle.VERMILION;
    double part = share < 0.5 ? 2 * share : 2 * share - 1;
    return new Color(
        (int) Math.round(from.getRed() + part * (to.getRed() - from.getRed())),
        (int) Math.round(from.getGreen() + part * (to.getGreen() - from.getGreen())),
        (int) Math.round(from.getBlue() + part * (to.getBlue() - from.getBlue())));
  }
}
