package olivo.analysis;

import java.awt.geom.Line2D;
import java.io.IOException;
import java.util.Arrays;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.StepWindow;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** The last seconds of a sampled state variable of one or two cells, with their spikes. */
final class TraceChart {
  private static final int MAX_CELLS = 2;
  private static final double SHOWN_MS = 5000;

  /** About one sample for each pixel; more cost time and cannot be seen. */
  private static final int MAX_SAMPLES = 1500;

  private static final int TICK_HALF_PX = 9;
  private static final double SPIKE_LANE = 1.2;

  private TraceChart() {}

  static JFreeChart of(Recording recording, int index) throws IOException {
    StateEntry entry = recording.header().states().get(index);
    double dtMs = recording.header().dtMs();
    long end =
        entry.window() == null
            ? recording.recordedSteps()
            : Math.min(recording.recordedSteps(), entry.window().endStep());
    long begin = entry.window() == null ? 0 : Math.min(end, entry.window().fromStep());
    long start = Math.max(begin, end - Math.round(SHOWN_MS / dtMs));
    int cells = Math.min(MAX_CELLS, entry.cells().size());

    int interval = Math.max(1, entry.everySteps());
    long thinning = (end - start) / interval / MAX_SAMPLES + 1;
    Points[] traces = new Points[cells];
    Arrays.setAll(traces, i -> new Points());
    recording.states(
        index,
        (step, values) -> {
          if (step >= start && step < end && step / interval % thinning == 0) {
            for (int i = 0; i < cells; i++) {
              traces[i].add(step * dtMs / 1000, values[i]);
            }
          }
        });
    Moments range = new Moments();
    for (Points trace : traces) {
      for (int i = 0; i < trace.size; i++) {
        range.add(trace.y[i]);
      }
    }
    double low = range.count() > 0 ? range.min() : 0;
    double high = range.count() > 0 ? range.max() : 1;
    double unit = high > low ? (high - low) / 20 : 1;

    DefaultXYDataset lines = new DefaultXYDataset();
    DefaultXYDataset marks = new DefaultXYDataset();
    XYLineAndShapeRenderer lineRenderer = PanelCharts.lines();
    XYLineAndShapeRenderer markRenderer = new XYLineAndShapeRenderer(false, true);
    double[] heights = new double[cells];
    Arrays.setAll(heights, i -> high + (i + 1) * SPIKE_LANE * unit);
    Points[] spikes = spikes(recording, entry, start, end, heights);
    for (int i = 0; i < cells; i++) {
      lines.addSeries("cell " + entry.cells().get(i), traces[i].toArrays());
      lineRenderer.setSeriesPaint(i, PlotStyle.COLOURS.get(i));
      lineRenderer.setSeriesStroke(i, PlotStyle.LINE);
      marks.addSeries("spikes of " + i, spikes[i].toArrays());
      markRenderer.setSeriesPaint(i, PlotStyle.COLOURS.get(i));
      markRenderer.setSeriesStroke(i, PlotStyle.LINE);
      markRenderer.setSeriesShape(i, new Line2D.Double(0, -TICK_HALF_PX, 0, TICK_HALF_PX));
      markRenderer.setSeriesVisibleInLegend(i, false);
    }

    NumberAxis time = PlotStyle.axis("time (s)", start * dtMs / 1000, end * dtMs / 1000);
    NumberAxis value =
        PlotStyle.axis(label(entry), low - unit, high + (cells + 1) * SPIKE_LANE * unit);
    XYPlot plot = PlotStyle.styled(new XYPlot(lines, time, value, lineRenderer));
    plot.setDataset(1, marks);
    plot.setRenderer(1, markRenderer);
    plot.setNoDataMessage("no samples recorded");
    String title =
        entry.population()
            + ", "
            + entry.variable()
            + (areMarked(recording, entry, cells, start, end) ? " (spikes marked above)" : "");
    return PlotStyle.chart(title, plot, true);
  }

  /** Whether all spikes of the cells shown are recorded. */
  private static boolean areMarked(
      Recording recording, StateEntry entry, int cells, long start, long end) {
    int index = recording.population(entry.population());
    PopulationEntry population = recording.header().populations().get(index);
    StepWindow window = population.recordedWindow(recording.recordedSteps());
    return population.recorded()
        && window.fromStep() <= start
        && window.endStep() >= end
        && entry.cells().stream()
            .limit(cells)
            .allMatch(
                cell ->
                    population.recordedCells().stream()
                        .anyMatch(range -> range.firstCell() <= cell && cell < range.endCell()));
  }

  private static String label(StateEntry entry) {
    String name = entry.variable().equals("V_m") ? "membrane potential" : entry.variable();
    return name + " (" + entry.unit() + ")";
  }

  /** The spikes of the cells shown, each cell at a height of its own; none if not recorded. */
  private static Points[] spikes(
      Recording recording, StateEntry entry, long start, long end, double[] heights)
      throws IOException {
    double dtMs = recording.header().dtMs();
    Points[] spikes = new Points[heights.length];
    Arrays.setAll(spikes, i -> new Points());
    int population = recording.population(entry.population());
    if (recording.header().populations().get(population).recorded()) {
      recording.spikes(
          population,
          (step, cell) -> {
            for (int i = 0; step >= start && step < end && i < heights.length; i++) {
              if (entry.cells().get(i) == cell) {
                spikes[i].add(step * dtMs / 1000, heights[i]);
              }
            }
          });
    }
    return spikes;
  }

  /** A growing series of points. */
  private static final class Points {
    private double[] x = new double[64];
    private double[] y = new double[64];
    private int size;

    void add(double atX, double atY) {
      if (size == x.length) {
        x = Arrays.copyOf(x, 2 * size);
        y = Arrays.copyOf(y, 2 * size);
      }
      x[size] = atX;
      y[size++] = atY;
    }

    double[][] toArrays() {
      return new double[][] {Arrays.copyOf(x, size), Arrays.copyOf(y, size)};
    }
  }
}
