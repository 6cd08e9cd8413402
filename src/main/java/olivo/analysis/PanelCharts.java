package olivo.analysis;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import olivo.model.Expectation;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYBarDataset;

/** Small multiples: one panel for each population, each with axes of its own. */
final class PanelCharts {
  private static final int MAX_COLUMNS = 3;
  private static final int PANEL_HEIGHT = 320;
  private static final int TITLE_POINTS = 17;
  private static final int LABEL_POINTS = 14;
  private static final int TICK_POINTS = 13;
  private static final int COARSE = 5;
  private static final double SHOWN_SHARE = 0.99;
  private static final int SHOWN_BINS = 60;
  private static final Color BAND = new Color(0xCDE8DE);
  private static final Color PALE = new Color(0x9CC7E3);

  private PanelCharts() {}

  /** Rates over time; the band in which a rate is expected is shaded. */
  static BufferedImage rates(List<PopulationView> views, List<Expectation> expectations) {
    List<JFreeChart> panels = new ArrayList<>();
    for (PopulationView view : views) {
      Optional<Expectation> band =
          expectations.stream()
              .filter(e -> e.subject().equals(view.name()) && e.quantity().equals("rate_hz"))
              .findFirst();
      panels.add(rate(view, band));
    }
    return grid(panels);
  }

  /** Histograms of interspike intervals. */
  static BufferedImage intervals(List<PopulationView> views) {
    return grid(views.stream().map(PanelCharts::intervals).toList());
  }

  private static JFreeChart rate(PopulationView view, Optional<Expectation> band) {
    double[][] fine = series(view.rate());
    double[][] coarse = series(view.rate().merged(COARSE));
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries("coarse", coarse);
    data.addSeries("fine", fine);
    XYLineAndShapeRenderer renderer = lines();
    renderer.setSeriesPaint(0, PlotStyle.BLUE);
    renderer.setSeriesStroke(0, PlotStyle.LINE);
    renderer.setSeriesPaint(1, PALE);
    renderer.setSeriesStroke(1, PlotStyle.THIN);

    double top = band.map(Expectation::high).orElse(0.0);
    for (double rate : fine[1]) {
      top = Math.max(top, rate);
    }
    NumberAxis rateAxis = small(PlotStyle.axis("rate (Hz)", 0, top > 0 ? 1.1 * top : 1));
    NumberAxis timeAxis =
        small(
            PlotStyle.axis(
                "time (s)",
                view.seconds(view.recorded().fromStep()),
                view.seconds(view.recorded().toStep())));
    XYPlot plot = PlotStyle.styled(new XYPlot(data, timeAxis, rateAxis, renderer));
    plot.setNoDataMessage("no steps recorded");
    String title = view.title() + "  " + PlotStyle.hz(view.counts().ratesHz().mean());
    if (band.isPresent()) {
      plot.addRangeMarker(
          new IntervalMarker(
              band.get().low(),
              band.get().high(),
              BAND,
              PlotStyle.THIN,
              PlotStyle.GREEN,
              PlotStyle.THIN,
              1f),
          Layer.BACKGROUND);
      title +=
          String.format("  (expected %s to %s)", plain(band.get().low()), plain(band.get().high()));
    }
    return PlotStyle.chart(title, TITLE_POINTS, plot, false);
  }

  private static JFreeChart intervals(PopulationView view) {
    IsiHistogram histogram = view.intervals();
    long total = histogram.total();
    double[][] bars = bars(histogram);
    double width = bars[0].length > 1 ? bars[0][1] - bars[0][0] : 1;
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries("intervals", bars);
    NumberAxis share = small(PlotStyle.axis("share of intervals"));
    share.setAutoRangeIncludesZero(true);
    NumberAxis interval =
        small(PlotStyle.axis("interspike interval (ms)", 0, bars[0].length * width));
    XYPlot plot =
        PlotStyle.styled(new XYPlot(new XYBarDataset(data, width), interval, share, barRenderer()));
    String title = view.title() + "  no interval in " + view.windowName();
    if (total > 0) {
      title =
          view.title()
              + "  CV "
              + PlotStyle.digits(view.firing().isiCv(), 2)
              + "  ("
              + total
              + (view.cells().length < view.size() ? " intervals of some cells, " : " intervals, ")
              + view.windowName()
              + ")";
    }
    return PlotStyle.chart(title, TITLE_POINTS, plot, false);
  }

  /** Centres in ms and shares of up to {@value #SHOWN_BINS} bars that hold nearly all intervals. */
  private static double[][] bars(IsiHistogram histogram) {
    long total = histogram.total();
    int used = 0;
    long seen = 0;
    while (used < histogram.bins() && seen < SHOWN_SHARE * total) {
      seen += histogram.count(used++);
    }
    int merged = Math.max(1, (used + SHOWN_BINS - 1) / SHOWN_BINS);
    int shown = (used + merged - 1) / merged;
    double[][] bars = new double[2][shown];
    for (int bar = 0; bar < shown; bar++) {
      int from = bar * merged;
      int to = Math.min(from + merged, histogram.bins());
      long count = 0;
      for (int bin = from; bin < to; bin++) {
        count += histogram.count(bin);
      }
      bars[0][bar] = (histogram.edgeMs(from) + histogram.edgeMs(from + merged)) / 2;
      bars[1][bar] = (double) count / total;
    }
    return bars;
  }

  /** The bins that are recorded. */
  private static double[][] series(PopulationRate rate) {
    int[] bins =
        IntStream.range(0, rate.bins()).filter(bin -> !Double.isNaN(rate.rateHz(bin))).toArray();
    return new double[][] {
      Arrays.stream(bins).mapToDouble(rate::centreS).toArray(),
      Arrays.stream(bins).mapToDouble(rate::rateHz).toArray()
    };
  }

  static XYLineAndShapeRenderer lines() {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    return renderer;
  }

  static XYBarRenderer barRenderer() {
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setSeriesPaint(0, PlotStyle.BLUE);
    return renderer;
  }

  /** An axis of a panel, with smaller letters. */
  static NumberAxis small(NumberAxis axis) {
    axis.setLabelFont(PlotStyle.font(LABEL_POINTS));
    axis.setTickLabelFont(PlotStyle.font(TICK_POINTS));
    return axis;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** Panels side by side, in rows. */
  static BufferedImage grid(List<JFreeChart> panels) {
    int columns = Math.min(MAX_COLUMNS, panels.size());
    return PlotStyle.grid(panels, columns, PlotStyle.WIDTH / columns, PANEL_HEIGHT);
  }
}
