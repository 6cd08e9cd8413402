package olivo.analysis;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import olivo.model.Protocol.Event;
import olivo.model.Protocol.TrialType;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultXYDataset;

/** Peristimulus time histograms of one kind of trial, a panel for each population. */
final class TrialCharts {
  private static final int TITLE_POINTS = 17;
  private static final int LEGEND_POINTS = 13;
  private static final double HEADROOM = 1.2;
  private static final Color CLEAR = new Color(0, true);

  /** Shades of stimuli, which may overlap. */
  private static final List<Color> SHADES =
      List.of(new Color(0xE9E9E9), new Color(0xF6D9C3), new Color(0xD5E8F3), new Color(0xDDEBD9));

  private TrialCharts() {}

  /**
   * One kind of trial.
   *
   * @param populations the histograms to show of each population; none of them empty
   */
  static BufferedImage of(
      TrialGroups groups, TrialType type, List<List<PeristimulusHistogram>> populations) {
    List<JFreeChart> panels = new ArrayList<>();
    for (List<PeristimulusHistogram> histograms : populations) {
      panels.add(panel(groups, type, histograms));
    }
    return PanelCharts.grid(panels);
  }

  private static JFreeChart panel(
      TrialGroups groups, TrialType type, List<PeristimulusHistogram> histograms) {
    double origin = TrialGroups.firstOnsetMs(type);
    double from = groups.shownFromMs(type);
    double to = groups.shownToMs(type);
    DefaultXYDataset data = new DefaultXYDataset();
    XYLineAndShapeRenderer renderer = PanelCharts.lines();
    // Long enough for dashes to be seen.
    renderer.setLegendLine(new Line2D.Double(-18, 0, 18, 0));
    Set<String> blocks = new TreeSet<>();
    histograms.forEach(histogram -> blocks.add(histogram.group().block()));
    List<String> order = List.copyOf(blocks);
    double top = 0;
    for (int i = 0; i < histograms.size(); i++) {
      PeristimulusHistogram histogram = histograms.get(i);
      String block = histogram.group().block();
      boolean last =
          histograms.stream()
              .noneMatch(
                  later ->
                      later.group().block().equals(block)
                          && later.group().repetition() > histogram.group().repetition());
      String label = histogram.group().label() + " (" + trials(histogram.trials()) + ")";
      data.addSeries(label, steps(histogram, origin, from, to));
      renderer.setSeriesPaint(
          i, PlotStyle.COLOURS.get(order.indexOf(block) % PlotStyle.COLOURS.size()));
      renderer.setSeriesStroke(i, last ? PlotStyle.LINE : PlotStyle.DASHED);
      for (int bin = 0; bin < histogram.bins(); bin++) {
        if (isShown(histogram, bin, from, to)) {
          top = Math.max(top, histogram.rateHz(bin));
        }
      }
    }
    String onset = TrialGroups.firstStimulus(type);
    String since = onset.isEmpty() ? "time in the trial" : "time from the onset of " + onset;
    NumberAxis time =
        PanelCharts.small(PlotStyle.axis(since + " (ms)", from - origin, to - origin));
    NumberAxis rate =
        PanelCharts.small(PlotStyle.axis("rate (Hz)", 0, top > 0 ? HEADROOM * top : 1));
    XYPlot plot = PlotStyle.styled(new XYPlot(data, time, rate, renderer));
    int number = 0;
    for (Span span : spans(type)) {
      plot.addDomainMarker(shade(span, number++, origin), Layer.BACKGROUND);
    }
    plot.setNoDataMessage("no trial was recorded");
    PeristimulusHistogram any = histograms.get(0);
    String title =
        PopulationView.title(any.population(), any.cells(), any.size()) + " in " + type.name();
    JFreeChart chart = PlotStyle.chart(title, TITLE_POINTS, plot, true);
    chart.getLegend().setItemFont(PlotStyle.font(LEGEND_POINTS));
    return chart;
  }

  private static String trials(int count) {
    return count + (count == 1 ? " trial" : " trials");
  }

  private static boolean isShown(PeristimulusHistogram histogram, int bin, double from, double to) {
    return histogram.endMs(bin) > from && histogram.startMs(bin) < to;
  }

  /** The outline of the bars. */
  private static double[][] steps(
      PeristimulusHistogram histogram, double origin, double from, double to) {
    List<double[]> points = new ArrayList<>();
    for (int bin = 0; bin < histogram.bins(); bin++) {
      if (isShown(histogram, bin, from, to)) {
        double rate = histogram.rateHz(bin);
        points.add(new double[] {Math.max(from, histogram.startMs(bin)) - origin, rate});
        points.add(new double[] {Math.min(to, histogram.endMs(bin)) - origin, rate});
      }
    }
    double[][] series = new double[2][points.size()];
    for (int i = 0; i < points.size(); i++) {
      series[0][i] = points.get(i)[0];
      series[1][i] = points.get(i)[1];
    }
    return series;
  }

  /**
   * When stimuli are on.
   *
   * @param onsetMs from when on
   * @param lengthMs for how long
   * @param names the stimuli
   */
  private record Span(double onsetMs, double lengthMs, String names) {}

  /** Stimuli that are on together share a span; longer ones come first, so that none is hidden. */
  private static List<Span> spans(TrialType type) {
    Map<List<Double>, String> names = new LinkedHashMap<>();
    for (Event event : type.events()) {
      names.merge(
          List.of(event.onsetMs(), event.lengthMs()), event.stimulus(), (a, b) -> a + ", " + b);
    }
    return names.entrySet().stream()
        .map(entry -> new Span(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
        .sorted(Comparator.comparingDouble(Span::lengthMs).reversed())
        .toList();
  }

  private static IntervalMarker shade(Span span, int number, double origin) {
    IntervalMarker marker =
        new IntervalMarker(
            span.onsetMs() - origin,
            span.onsetMs() + span.lengthMs() - origin,
            SHADES.get(number % SHADES.size()));
    marker.setAlpha(1);
    marker.setLabel(span.names());
    marker.setLabelFont(PlotStyle.font(LEGEND_POINTS));
    marker.setLabelPaint(PlotStyle.INK);
    marker.setLabelBackgroundColor(CLEAR);
    marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
    // Labels of short spans reach into their neighbours.
    marker.setLabelOffset(new RectangleInsets(4 + number % 2 * LEGEND_POINTS, 4, 4, 4));
    return marker;
  }
}
