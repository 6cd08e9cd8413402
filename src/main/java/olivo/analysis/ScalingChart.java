package olivo.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** How long a simulated second takes by the size of the network; whiskers from least to most. */
public final class ScalingChart {
  private static final int HEIGHT = 800;
  private static final double RADIUS = 5;

  /** Lines that would lie upon each other are drawn side by side, by this share of a column. */
  private static final double SHIFT = 0.04;

  private ScalingChart() {}

  /**
   * A figure of one size.
   *
   * @param size position of the size, from 0
   * @param median of all processes
   * @param least of all
   * @param most of all
   */
  public record Point(int size, double median, double least, double most) {}

  /** A curve with its name for the legend. */
  public record Line(String name, List<Point> points) {}

  /**
   * Draws 1600 by 800 pixels.
   *
   * @param sizes names of the sizes
   * @param unit label of the vertical axis
   */
  public static void write(
      String title, List<String> sizes, String unit, List<Line> lines, Path file)
      throws IOException {
    PlotStyle.requireFonts();
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDefaultLinesVisible(true);
    renderer.setDrawXError(false);
    renderer.setErrorStroke(PlotStyle.LINE);
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < lines.size(); i++) {
      YIntervalSeries series = new YIntervalSeries(lines.get(i).name());
      for (Point point : lines.get(i).points()) {
        double x = point.size() + SHIFT * (i - (lines.size() - 1) / 2.0);
        series.add(x, point.median(), point.least(), point.most());
        least = Math.min(least, point.least());
        most = Math.max(most, point.most());
      }
      data.addSeries(series);
      Color colour = PlotStyle.COLOURS.get(i % PlotStyle.COLOURS.size());
      renderer.setSeriesPaint(i, colour);
      renderer.setSeriesStroke(i, new BasicStroke(2.5f));
      renderer.setSeriesShape(i, new Ellipse2D.Double(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS));
    }
    SymbolAxis x = new SymbolAxis("size", sizes.toArray(String[]::new));
    x.setGridBandsVisible(false);
    LogAxis y = new LogAxis(unit);
    y.setSmallestValue(least / 10);
    // Factors of two: whole powers of ten would leave plots of few sizes without labels.
    y.setBase(2);
    y.setTickUnit(new NumberTickUnit(1));
    y.setRange(least / 1.5, most * 1.5);
    y.setNumberFormatOverride(PlotStyle.axis("").getNumberFormatOverride());
    XYPlot plot =
        PlotStyle.styled(new XYPlot(data, PlotStyle.styled(x), PlotStyle.styled(y), renderer));
    PngFile.write(
        PlotStyle.grid(List.of(PlotStyle.chart(title, plot, true)), 1, PlotStyle.WIDTH, HEIGHT),
        file);
  }
}
