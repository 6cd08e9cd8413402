package olivo.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** Latencies by percentile, both axes logarithmic: the farther right, the rarer. */
public final class PercentileChart {
  private static final int HEIGHT = 900;
  private static final float WIDTH = 2.5f;
  private static final List<BasicStroke> STROKES =
      List.of(new BasicStroke(WIDTH), dashes(9, 6), dashes(3, 4));
  private static final List<Color> COLOURS =
      Stream.concat(PlotStyle.COLOURS.stream(), Stream.of(PlotStyle.INK, new Color(0x888888)))
          .toList();

  private PercentileChart() {}

  private static BasicStroke dashes(float length, float gap) {
    return new BasicStroke(
        WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {length, gap}, 0);
  }

  /**
   * A curve.
   *
   * @param name for the legend
   * @param colour curves that belong together have the same, from 0
   * @param dashes 0 for a whole line, 1 and 2 for dashes
   * @param shares of values at or below each point, from 0 to below 1
   * @param us latencies in µs
   */
  public record Line(String name, int colour, int dashes, List<Double> shares, List<Double> us) {}

  /** Draws 1600 by 900 pixels. */
  public static void write(String title, List<Line> lines, Path file) throws IOException {
    PlotStyle.requireFonts();
    DefaultXYDataset data = new DefaultXYDataset();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    double rarest = 1;
    double least = 2;
    double most = -1;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      double[][] points = new double[2][line.shares().size()];
      for (int j = 0; j < points[0].length; j++) {
        points[0][j] = -Math.log10(1 - line.shares().get(j));
        // Nothing is shorter than a nanosecond, the resolution of the clock.
        points[1][j] = Math.max(-3, Math.log10(line.us().get(j)));
        rarest = Math.max(rarest, points[0][j]);
        least = Math.min(least, points[1][j]);
        most = Math.max(most, points[1][j]);
      }
      data.addSeries(line.name(), points);
      renderer.setSeriesPaint(i, COLOURS.get(line.colour() % COLOURS.size()));
      renderer.setSeriesStroke(i, STROKES.get(line.dashes()));
    }
    NumberAxis x = axis("percentile", 0, 1.02 * rarest, PercentileChart::percentile);
    NumberAxis y = axis("latency", Math.floor(least), Math.ceil(most), PercentileChart::time);
    XYPlot plot = PlotStyle.styled(new XYPlot(data, x, y, renderer));
    PngFile.write(
        PlotStyle.grid(List.of(PlotStyle.chart(title, plot, true)), 1, PlotStyle.WIDTH, HEIGHT),
        file);
  }

  private static NumberAxis axis(
      String label, double low, double high, DoubleFunction<String> words) {
    NumberAxis axis = PlotStyle.axis(label, low, Math.max(high, low + 1));
    axis.setTickUnit(new NumberTickUnit(1));
    axis.setNumberFormatOverride(new Words(words));
    return axis;
  }

  /** 0, 1, 2, 3 stand for 0, 90, 99, 99.9 %. */
  private static String percentile(double nines) {
    int n = (int) Math.round(nines);
    return n < 2 ? 90 * n + " %" : "99" + (n > 2 ? "." + "9".repeat(n - 2) : "") + " %";
  }

  /** Powers of ten of a microsecond. */
  private static String time(double log10Us) {
    int power = (int) Math.round(log10Us);
    int group = Math.floorDiv(power, 3);
    String unit =
        switch (group) {
          case -1 -> "ns";
          case 0 -> "µs";
          case 1 -> "ms";
          default -> "s";
        };
    long factor = Math.round(Math.pow(10, power - 3.0 * Math.min(group, 2)));
    return String.format(Locale.ROOT, "%d %s", factor, unit);
  }

  /** Labels of ticks. */
  private static final class Words extends NumberFormat {
    private static final long serialVersionUID = 1L;

    private final transient DoubleFunction<String> words;

    Words(DoubleFunction<String> words) {
      this.words = words;
    }

    @Override
    public StringBuffer format(double value, StringBuffer into, FieldPosition position) {
      return into.append(words.apply(value));
    }

    @Override
    public StringBuffer format(long value, StringBuffer into, FieldPosition position) {
      return format((double) value, into, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
      throw new UnsupportedOperationException();
    }
  }
}
