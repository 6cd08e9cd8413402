package olivo.analysis;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.event.AnnotationChangeListener;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;

/** Raster plot: who fired when. */
final class RasterChart {
  private static final int OVERVIEW_WEIGHT = 3;
  private static final int CLOSE_UP_WEIGHT = 2;
  private static final double GAP_PX = 40;

  /** Up to so many spikes for each cell and column, single spikes can be told apart. */
  private static final double SPARSE = 0.25;

  /** Where they cannot, columns hold so many spikes that their number says something. */
  private static final double SHADED_DENSITY = 8;

  private RasterChart() {}

  static JFreeChart of(PopulationView view) {
    boolean labelled = view.size() <= PopulationView.LABELLED;
    NumberAxis cells = labelled ? labelledAxis(view) : countedAxis(view);
    SpikeRaster overview = view.overview();
    XYPlot plot;
    if (overview == null) {
      plot = raster(view, view.closeUp(), cells);
    } else if (view.closeUp() == null || overview.density() <= SPARSE) {
      plot = raster(view, overview, cells);
    } else {
      CombinedRangeXYPlot both = new CombinedRangeXYPlot(cells);
      both.setGap(GAP_PX);
      both.add(shadedRaster(view, overview.merged(SHADED_DENSITY)), OVERVIEW_WEIGHT);
      both.add(raster(view, view.closeUp(), null), CLOSE_UP_WEIGHT);
      plot = both;
    }
    Moments rates = view.counts().ratesHz();
    String figures =
        !(rates.max() > 0)
            ? "no spikes in " + view.windowName()
            : String.format(
                "%s: mean %s, s.d. over cells %s, range %s to %s",
                view.windowName(),
                PlotStyle.hz(rates.mean()),
                PlotStyle.hz(rates.sd()),
                PlotStyle.hz(rates.min()),
                PlotStyle.hz(rates.max()));
    return PlotStyle.chart(view.name() + " spikes (" + figures + ")", plot, false);
  }

  private static NumberAxis labelledAxis(PopulationView view) {
    String[] labels = new String[view.size()];
    for (int cell = 0; cell < labels.length; cell++) {
      labels[cell] = view.cells()[cell] + "  (" + PlotStyle.hz(view.counts().rateHz(cell)) + ")";
    }
    SymbolAxis axis = new SymbolAxis(view.name() + " cell (rate)", labels);
    axis.setGridBandsVisible(false);
    PlotStyle.styled(axis).setTickLabelFont(PlotStyle.font(labels.length <= 20 ? 15 : 11));
    axis.setRange(-0.5, labels.length - 0.5);
    return axis;
  }

  private static NumberAxis countedAxis(PopulationView view) {
    int rows = view.cells().length;
    String label =
        rows == view.size()
            ? view.name() + (rows < view.populationSize() ? " cell, as recorded" : " cell")
            : view.name()
                + ", "
                + rows
                + " of "
                + view.size()
                + (view.size() < view.populationSize() ? " recorded cells" : " cells")
                + " (drawn by the seed)";
    NumberAxis axis = PlotStyle.axis(label, -0.5, rows - 0.5);
    return axis;
  }

  private static XYPlot raster(PopulationView view, SpikeRaster raster, NumberAxis cells) {
    return plot(view, new Dots(raster, false), "time (s)", cells);
  }

  private static XYPlot shadedRaster(PopulationView view, SpikeRaster raster) {
    double columnMs = raster.window().seconds(view.dtMs()) * 1000 / raster.columns();
    String label =
        "time (s); the darker, the more spikes in " + PlotStyle.digits(columnMs, 0) + " ms";
    return plot(view, new Dots(raster, true), label, null);
  }

  private static XYPlot plot(PopulationView view, Dots dots, String label, NumberAxis cells) {
    Window window = dots.raster().window();
    NumberAxis time =
        PlotStyle.axis(label, view.seconds(window.fromStep()), view.seconds(window.toStep()));
    XYPlot plot = new XYPlot(null, time, cells, new XYLineAndShapeRenderer());
    PlotStyle.styled(plot);
    plot.setRangeGridlinesVisible(false);
    plot.addAnnotation(dots);
    return plot;
  }

  /**
   * The spikes, painted pixel by pixel: a dot renderer takes a data set, a shape and a call for
   * each of what may be millions of spikes.
   *
   * @param shaded whether a place of the raster is the darker the more spikes it holds
   */
  private record Dots(SpikeRaster raster, boolean shaded) implements XYAnnotation {
    private static final int MIN_WIDTH_PX = 2;
    private static final int ROOMY_PX = 5;

    @Override
    public void draw(
        Graphics2D g,
        XYPlot plot,
        Rectangle2D area,
        ValueAxis timeAxis,
        ValueAxis cellAxis,
        int rendererIndex,
        PlotRenderingInfo info) {
      int width = (int) area.getWidth();
      int height = (int) area.getHeight();
      if (width < 1 || height < 1) {
        return;
      }
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
      int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
      int[] shades = shades(raster.maxCount());
      double rowHeight = (double) height / raster.rows();
      double margin = rowHeight >= ROOMY_PX ? rowHeight / 8 : 0;
      for (int row = 0; row < raster.rows(); row++) {
        // Row 0 lies at the bottom, as on the axis.
        int top = (int) Math.round((raster.rows() - 1 - row) * rowHeight + margin);
        int bottom = (int) Math.round((raster.rows() - row) * rowHeight - margin);
        for (int column = 0; column < raster.columns(); column++) {
          int count = raster.count(row, column);
          if (count > 0) {
            int left = (int) ((long) column * width / raster.columns());
            int right = (int) ((column + 1L) * width / raster.columns());
            fill(
                pixels,
                width,
                left,
                Math.max(left + MIN_WIDTH_PX, right),
                top,
                bottom,
                shades[count]);
          }
        }
      }
      g.drawImage(image, (int) Math.round(area.getX()), (int) Math.round(area.getY()), null);
    }

    private static void fill(
        int[] pixels, int width, int left, int right, int top, int bottom, int shade) {
      int end = Math.min(right, width);
      for (int y = top; y < Math.max(top + 1, bottom) && y * width < pixels.length; y++) {
        for (int x = left; x < end; x++) {
          // Keep the darker one where the least width makes two dots overlap.
          if (shade >>> 24 > pixels[y * width + x] >>> 24) {
            pixels[y * width + x] = shade;
          }
        }
      }
    }

    /** Colours by count, 0 to the largest: the alpha grows with the count. */
    private int[] shades(int maxCount) {
      int[] shades = new int[maxCount + 1];
      Color ink = PlotStyle.BLUE;
      for (int count = 1; count <= maxCount; count++) {
        int alpha = shaded ? 255 * count / maxCount : 255;
        shades[count] = Math.max(1, alpha) << 24 | ink.getRGB() & 0xFFFFFF;
      }
      return shades;
    }

    @Override
    public void addChangeListener(AnnotationChangeListener listener) {
      // Never changes, so nobody needs to hear of it.
    }

    @Override
    public void removeChangeListener(AnnotationChangeListener listener) {
      // See addChangeListener.
    }
  }
}
