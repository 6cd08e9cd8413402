package olivo.campaign;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.analysis.Moments;
import olivo.analysis.RateCourse;
import olivo.config.Experiment;
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
 */
public record Comparison(
    String variant,
    String figure,
    double measured,
    double expected,
    double tolerance,
    String source) {
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
            Double.isNaN(comparison.measured()) ? "" : comparison.measured(),
            comparison.expected(),
            comparison.tolerance(),
            comparison.held(),
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
    for (Experiment.ExpectedFigure figure : variant.figures()) {
      String column = RunResult.column(figure.subject(), figure.quantity());
      Moments measured = Tables.moments(results, column);
      all.add(
          new Comparison(
              variant.name(),
              column,
              measured.mean(),
              figure.value(),
              figure.tolerance(),
              figure.source()));
    }
    for (Experiment.ExpectedCourse course : variant.courses()) {
      Optional<RateCourse> measured = plots.course(point, course.population(), binMs * 1e-3);
      for (int bin = 0; bin < course.valuesHz().size(); bin++) {
        boolean known = measured.isPresent() && bin < measured.get().bins();
        all.add(
            new Comparison(
                variant.name(),
                course.population()
                    + ".rate_hz["
                    + plain(bin * binMs * 1e-3)
                    + ".."
                    + plain((bin + 1) * binMs * 1e-3)
                    + " s]",
                known ? measured.get().hz()[bin] : Double.NaN,
                course.valuesHz().get(bin),
                course.toleranceHz(),
                course.source()));
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
