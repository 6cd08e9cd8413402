package olivo.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.ColumnArrangement;
import org.jfree.chart.block.GridArrangement;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.LengthAdjustmentType;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultXYDataset;

/** Plots that compare many runs. */
public final class ComparisonCharts {
  private static final int PANEL_HEIGHT = 400;
  private static final int TALL = 900;
  private static final int LEGEND_COLUMNS = 4;
  private static final Color BAND = new Color(0xCDE8DE);
  private static final Color CLEAR = new Color(0, true);
  private static final double HEADROOM = 1.06;
  private static final List<float[]> DASHES =
      List.of(new float[] {1, 0}, new float[] {10, 6}, new float[] {2, 5});

  private ComparisonCharts() {}

  /** Panels one above the other, with a legend on the first. */
  public static void rates(List<RatePanel> panels, Path file) throws IOException {
    PlotStyle.requireFonts();
    List<JFreeChart> charts = new ArrayList<>();
    for (RatePanel panel : panels) {
      charts.add(rates(panel, 2.5f, charts.isEmpty()));
    }
    PngFile.write(PlotStyle.grid(charts, 1, PlotStyle.WIDTH, PANEL_HEIGHT), file);
  }

  /** One panel, 1600 by 900 pixels. */
  public static void rates(RatePanel panel, Path file) throws IOException {
    PlotStyle.requireFonts();
    JFreeChart chart = rates(panel, 3.5f, true);
    chart.getTitle().setFont(PlotStyle.font(30));
    chart.getTitle().setPadding(new RectangleInsets(8, 0, 8, 0));
    chart.removeLegend();
    chart.addSubtitle(legend(chart.getXYPlot(), panel.lines().size()));
    XYPlot plot = chart.getXYPlot();
    plot.getDomainAxis().setLabelFont(PlotStyle.font(22));
    plot.getDomainAxis().setTickLabelFont(PlotStyle.font(20));
    plot.getRangeAxis().setLabelFont(PlotStyle.font(22));
    plot.getRangeAxis().setTickLabelFont(PlotStyle.font(20));
    PngFile.write(PlotStyle.grid(List.of(chart), 1, PlotStyle.WIDTH, TALL), file);
  }

  /** A legend in columns, so that lines and their counterparts can stand below each other. */
  private static LegendTitle legend(XYPlot plot, int lines) {
    int columns = Math.max(1, Math.min(LEGEND_COLUMNS, lines));
    int rows = Math.max(1, (lines + columns - 1) / columns);
    LegendTitle legend =
        new LegendTitle(plot, new GridArrangement(rows, columns), new ColumnArrangement());
    legend.setPosition(RectangleEdge.TOP);
    legend.setItemFont(PlotStyle.font(20));
    legend.setItemLabelPadding(new RectangleInsets(3, 4, 3, 18));
    return legend;
  }

  private static JFreeChart rates(RatePanel panel, float width, boolean legend) {
    DefaultXYDataset data = new DefaultXYDataset();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    renderer.setDrawSeriesLineAsPath(true);
    // Long enough for dashes to be seen.
    renderer.setLegendLine(new Line2D.Double(-24, 0, 24, 0));
    renderer.setUseFillPaint(true);
    double lengthS = 0;
    double top = panel.target().map(RatePanel.Band::highHz).orElse(0.0);
    for (int i = 0; i < panel.lines().size(); i++) {
      RatePanel.Line line = panel.lines().get(i);
      // A dataset wants different names, and two lines may be called the same.
      double[][] points = points(line.course());
      data.addSeries(line.label() + " ".repeat(i), points);
      renderer.setSeriesPaint(i, colour(line.colour()));
      renderer.setSeriesStroke(i, stroke(line, width));
      renderer.setSeriesFillPaint(i, line.dashed() ? Color.WHITE : colour(line.colour()));
      renderer.setSeriesOutlineStroke(i, PlotStyle.LINE);
      double radius = width * 1.4;
      renderer.setSeriesShape(i, new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
      renderer.setSeriesShapesVisible(i, line.course().bins() <= 40);
      lengthS = Math.max(lengthS, line.course().lengthS());
      for (double hz : points[1]) {
        top = Math.max(top, hz);
      }
    }
    NumberAxis time = PlotStyle.axis("time (s)", 0, panel.untilS().orElse(lengthS));
    NumberAxis rate = PlotStyle.axis(panel.axis(), 0, Math.max(top, 0.1) * HEADROOM);
    XYPlot plot = PlotStyle.styled(new XYPlot(data, time, rate, renderer));
    plot.setNoDataMessage(
        panel.lines().isEmpty() ? "no run has come to its end" : "nothing is recorded");
    panel.target().ifPresent(band -> plot.addRangeMarker(shaded(band), Layer.BACKGROUND));
    return PlotStyle.chart(panel.title(), plot, legend);
  }

  private static IntervalMarker shaded(RatePanel.Band band) {
    IntervalMarker marker = new IntervalMarker(band.lowHz(), band.highHz(), BAND);
    marker.setAlpha(1);
    marker.setLabel(
        "expected "
            + PlotStyle.digits(band.lowHz(), 1)
            + " to "
            + PlotStyle.digits(band.highHz(), 1)
            + " Hz");
    marker.setLabelFont(PlotStyle.font(17));
    marker.setLabelPaint(PlotStyle.GREEN.darker());
    marker.setLabelBackgroundColor(CLEAR);
    // Outside of the band, clear of lines that lie in it.
    marker.setLabelOffsetType(LengthAdjustmentType.EXPAND);
    marker.setLabelOffset(new RectangleInsets(20, 12, 20, 12));
    marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
    return marker;
  }

  /** The bins that have a rate. */
  private static double[][] points(RateCourse course) {
    int[] bins =
        IntStream.range(0, course.bins()).filter(bin -> !Double.isNaN(course.hz()[bin])).toArray();
    return new double[][] {
      Arrays.stream(bins).mapToDouble(course::centreS).toArray(),
      Arrays.stream(bins).mapToDouble(bin -> course.hz()[bin]).toArray()
    };
  }

  private static Color colour(int number) {
    return PlotStyle.COLOURS.get(number % PlotStyle.COLOURS.size());
  }

  private static BasicStroke stroke(RatePanel.Line line, float width) {
    int round = line.colour() / PlotStyle.COLOURS.size() % DASHES.size();
    float[] dashes = line.dashed() ? new float[] {14, 9} : DASHES.get(round);
    boolean solid = dashes[1] == 0;
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, solid ? null : dashes, 0);
  }

  /**
   * Rates against a value, a panel for each population: a dot for each run, a line through their
   * means.
   *
   * @param value what was varied, with its unit
   */
  public static void dependence(String value, List<RateDependence> populations, Path file)
      throws IOException {
    PlotStyle.requireFonts();
    List<JFreeChart> charts =
        populations.stream().map(population -> dependence(value, population)).toList();
    BufferedImage image = PlotStyle.grid(charts, 1, PlotStyle.WIDTH, PANEL_HEIGHT);
    PngFile.write(image, file);
  }

  private static JFreeChart dependence(String value, RateDependence population) {
    Map<Double, Moments> byValue = new TreeMap<>();
    double[][] dots = new double[2][population.points().size()];
    Moments range = new Moments();
    double top = 0.1;
    for (int i = 0; i < dots[0].length; i++) {
      RateDependence.Point point = population.points().get(i);
      dots[0][i] = point.value();
      dots[1][i] = point.hz();
      byValue.computeIfAbsent(point.value(), any -> new Moments()).add(point.hz());
      range.add(point.value());
      top = Math.max(top, point.hz());
    }
    double[][] means = new double[2][byValue.size()];
    int at = 0;
    for (Map.Entry<Double, Moments> entry : byValue.entrySet()) {
      means[0][at] = entry.getKey();
      means[1][at++] = entry.getValue().mean();
    }
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries("runs", dots);
    data.addSeries("mean", means);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    renderer.setSeriesLinesVisible(0, false);
    renderer.setSeriesShapesVisible(1, false);
    renderer.setSeriesShape(0, new Ellipse2D.Double(-4, -4, 8, 8));
    renderer.setSeriesPaint(0, PlotStyle.BLUE);
    renderer.setSeriesPaint(1, PlotStyle.BLUE);
    renderer.setSeriesStroke(1, PlotStyle.LINE);
    double low = range.count() > 0 ? range.min() : 0;
    double high = range.count() > 0 ? range.max() : 1;
    double margin = high > low ? (high - low) * 0.03 : 0.5;
    NumberAxis x = PlotStyle.axis(value, low - margin, high + margin);
    NumberAxis y = PlotStyle.axis("rate (Hz)", 0, top * HEADROOM);
    XYPlot plot = PlotStyle.styled(new XYPlot(data, x, y, renderer));
    plot.setNoDataMessage("nothing of the second half of the runs is recorded");
    return PlotStyle.chart(population.population(), plot, false);
  }
}
