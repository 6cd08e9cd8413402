package olivo.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** What all plots look like: sizes, fonts, axes and a palette safe for the colour-blind. */
final class PlotStyle {
  static {
    // AWT would otherwise try to reach the display that DISPLAY names, and fail where there is
    // none.
    System.setProperty("java.awt.headless", "true");
  }

  static final int WIDTH = 1600;
  static final int HEIGHT = 600;

  /** The palette of Okabe and Ito (2008), black and yellow left out. */
  static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9));

  static final Color BLUE = COLOURS.get(0);
  static final Color VERMILION = COLOURS.get(1);
  static final Color GREEN = COLOURS.get(2);
  static final Color INK = new Color(0x222222);
  static final Color GRID = new Color(0xE4E4E4);

  static final BasicStroke THIN = new BasicStroke(1f);
  static final BasicStroke LINE = new BasicStroke(2f);
  static final BasicStroke DASHED =
      new BasicStroke(
          1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {8, 6}, 0);

  private static final int TICKS = 12;
  private static final String FAMILY = Font.SANS_SERIF;

  private PlotStyle() {}

  /** Fails with a line that tells what to do where Java cannot draw text. */
  static void requireFonts() throws IOException {
    try {
      Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
      g.getFontMetrics(font(16)).stringWidth("Hz");
      g.dispose();
    } catch (RuntimeException | InternalError | LinkageError e) {
      throw new IOException(
          "plots need fonts and Java finds none; install fontconfig and a font, e.g."
              + " fonts-dejavu-core",
          e);
    }
  }

  static Font font(int points) {
    return new Font(FAMILY, Font.PLAIN, points);
  }

  /** A number with a few digits, the same in every locale. */
  static String digits(double value, int decimals) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A rate with three or four digits. */
  static String hz(double rate) {
    return digits(rate, rate < 10 ? 2 : 1) + " Hz";
  }

  static NumberAxis axis(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(false);
    // Shared by all axes of all plots otherwise, and localised.
    axis.setNumberFormatOverride(plainNumbers());
    return styled(axis);
  }

  /** An axis over a fixed range, widened where it would be empty. */
  static NumberAxis axis(String label, double low, double high) {
    NumberAxis axis = axis(label);
    double top = high > low ? high : low + 1e-3;
    axis.setRange(low, top);
    // Left to itself an axis spaces its labels by the length of the ends, which may be round.
    axis.setTickUnit(new NumberTickUnit(roundUnit((top - low) / TICKS)));
    return axis;
  }

  /** The smallest of 1, 2 and 5 times a power of ten that is not below a value. */
  static double roundUnit(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    double[] factors = {1, 2, 5};
    for (double factor : factors) {
      // A unit that is short of the value by rounding only is meant.
      if (factor * decade >= value * (1 - 1e-9)) {
        return factor * decade;
      }
    }
    return 10 * decade;
  }

  static <A extends ValueAxis> A styled(A axis) {
    axis.setLabelFont(font(17));
    axis.setTickLabelFont(font(15));
    axis.setLabelPaint(INK);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(INK);
    axis.setTickMarkPaint(INK);
    return axis;
  }

  static XYPlot styled(XYPlot plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlinePaint(null);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(THIN);
    plot.setRangeGridlineStroke(THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setNoDataMessageFont(font(18));
    plot.setNoDataMessagePaint(INK);
    return plot;
  }

  /** A dashed line across the plot at a value of the range axis, with a label. */
  static ValueMarker bound(double value, String label) {
    ValueMarker marker = new ValueMarker(value, INK, DASHED);
    marker.setLabel(label);
    marker.setLabelFont(font(14));
    marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
    return marker;
  }

  static JFreeChart chart(String title, Plot plot, boolean legend) {
    return chart(title, 22, plot, legend);
  }

  static JFreeChart chart(String title, int titlePoints, Plot plot, boolean legend) {
    JFreeChart chart = new JFreeChart(title, font(titlePoints), plot, legend);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(8, 8, 8, 24));
    if (legend) {
      LegendTitle box = chart.getLegend();
      box.setPosition(RectangleEdge.TOP);
      box.setItemFont(font(16));
      box.setBorder(0, 0, 0, 0);
    }
    return chart;
  }

  static BufferedImage image(JFreeChart chart) {
    return grid(List.of(chart), 1, WIDTH, HEIGHT);
  }

  /** Charts side by side in rows, each of the given size in pixels. */
  static BufferedImage grid(List<JFreeChart> charts, int columns, int width, int height) {
    int rows = (charts.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(columns * width, rows * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < charts.size(); i++) {
      charts
          .get(i)
          .draw(g, new Rectangle(i % columns * width, i / columns * height, width, height));
    }
    g.dispose();
    return image;
  }

  private static NumberFormat plainNumbers() {
    NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
    format.setGroupingUsed(false);
    format.setMaximumFractionDigits(6);
    return format;
  }
}
