package olivo.campaign;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.analysis.RateCourse;
import olivo.analysis.Rounded;
import olivo.config.Experiment;
import olivo.model.Topology;
import org.apache.commons.csv.CSVPrinter;

/**
 * What was measured beside what was expected.
 *
 * @param variant name of the variant
 * @param figure what is compared, e.g. {@code IO.rate_hz} or {@code IO.rate_hz[5..10 s]}
 * @param measured mean over seeds; NaN if nothing was measured
 * @param expected expected value
 * @param tolerance largest difference that counts as agreement
 * @param source where the expected value is from
 * @param missing why nothing was measured; empty where something was
 */
public record Comparison(
    String variant,
    String figure,
    double measured,
    double expected,
    double tolerance,
    String source,
    String missing) {
  /** Share of a bin by which the end of a run may fall short of that of the bin. */
  private static final double SLACK = 1e-6;

  /** Whether there is something to compare. */
  public boolean isMeasured() {
    return !Double.isNaN(measured);
  }

  /** Whether they agree. */
  public boolean held() {
    return Math.abs(measured - expected) <= tolerance;
  }

  /** Everything that the variants of an experiment expect. */
  public static List<Comparison> of(
      Experiment experiment, List<RunResult> results, CampaignPlots plots) {
    List<Comparison> all = new ArrayList<>();
    Tables.byPoint(results)
        .forEach(
            (point, ofPoint) ->
                experiment.variants().stream()
                    .filter(v -> v.name().equals(point.values().get(CampaignPlots.VARIANT)))
                    .forEach(v -> all.addAll(of(v, point, ofPoint, plots, experiment.binMs()))));
    return all;
  }

  /** All of them as a table. */
  public static String table(List<Comparison> all) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, Tables.FORMAT)) {
      csv.printRecord("variant", "figure", "measured", "expected", "tolerance", "held", "source");
      for (Comparison comparison : all) {
        csv.printRecord(
            comparison.variant(),
            comparison.figure(),
            comparison.isMeasured() ? Rounded.of(comparison.measured()) : "",
            comparison.expected(),
            comparison.tolerance(),
            comparison.isMeasured() ? comparison.held() : "",
            comparison.source());
      }
    }
    return text.toString();
  }

  private static List<Comparison> of(
      Experiment.Variant variant,
      GridPoint point,
      List<RunResult> results,
      CampaignPlots plots,
      double binMs) {
    List<Comparison> all = new ArrayList<>();
    Topology topology = results.get(0).run().reading().topology();
    double endS = topology.step().toDecimalMs(topology.steps()) * 1e-3;
    String tooShort = "the run ends at " + plain(endS) + " s";
    String unseen =
        results.stream().anyMatch(RunResult::completed)
            ? "nothing of it is recorded"
            : "no run has come to its end";
    // Figures are of the second half of a run, and expected of what an intervention leads to.
    boolean settled =
        topology.stages().stream().allMatch(stage -> stage.fromMs() * 1e-3 <= endS / 2);
    for (Experiment.ExpectedFigure figure : variant.figures()) {
      String column = RunResult.column(figure.subject(), figure.quantity());
      double measured = settled ? Tables.moments(results, column).mean() : Double.NaN;
      all.add(
          new Comparison(
              variant.name(),
              column,
              measured,
              figure.value(),
              figure.tolerance(),
              figure.source(),
              Double.isNaN(measured) ? settled ? unseen : tooShort : ""));
    }
    for (Experiment.ExpectedCourse course : variant.courses()) {
      Optional<RateCourse> measured = plots.course(point, course.population(), binMs * 1e-3);
      int first = (int) Math.round(course.fromMs() / binMs);
      for (int i = 0; i < course.valuesHz().size(); i++) {
        int bin = first + i;
        boolean over = (bin + 1 - SLACK) * binMs * 1e-3 > endS;
        boolean known = !over && measured.isPresent() && bin < measured.get().bins();
        double hz = known ? measured.get().hz()[bin] : Double.NaN;
        all.add(
            new Comparison(
                variant.name(),
                course.population()
                    + ".rate_hz["
                    + plain(bin * binMs * 1e-3)
                    + ".."
                    + plain((bin + 1) * binMs * 1e-3)
                    + " s]",
                hz,
                course.valuesHz().get(i),
                course.toleranceHz(),
                course.source(),
                Double.isNaN(hz) ? over ? tooShort : unseen : ""));
      }
    }
    return all;
  }

  /** Seconds to the ms, without zeros at the end. */
  private static String plain(double seconds) {
    return new BigDecimal(Math.round(seconds * 1000))
        .movePointLeft(3)
        .stripTrailingZeros()
        .toPlainString();
  }
}
