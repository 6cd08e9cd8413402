package olivo.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Variants of a topology that are run and compared.
 *
 * @param name name of the file, without its suffix
 * @param title what is shown, in one line
 * @param binMs width in ms of the bins of rates over time
 * @param watch the population that plots show; empty to leave it to the topology
 * @param variants at least one
 * @param groups which variants are shown together; at least one
 */
public record Experiment(
    String name,
    String title,
    double binMs,
    Optional<String> watch,
    List<Variant> variants,
    List<Group> groups) {
  public Experiment {
    variants = List.copyOf(variants);
    groups = List.copyOf(groups);
  }

  /**
   * A topology with something changed.
   *
   * @param name unique among the variants, fit for a file name
   * @param label what tables and legends call it
   * @param counterpartOf the variant whose colour it shares, its line being dashed
   * @param readings the topology with the changes of this variant, once for each seed
   * @param figures figures that are expected, as means over seeds
   * @param courses rates over time that are expected, as means over seeds
   */
  public record Variant(
      String name,
      String label,
      Optional<String> counterpartOf,
      List<ReadResult> readings,
      List<ExpectedFigure> figures,
      List<ExpectedCourse> courses) {
    public Variant {
      readings = List.copyOf(readings);
      figures = List.copyOf(figures);
      courses = List.copyOf(courses);
    }
  }

  /**
   * Variants that share a table and a plot.
   *
   * @param name unique among the groups, fit for a file name
   * @param title title of both
   * @param variants names
   * @param target band of the watched rate that the plot shades
   * @param untilS where the plot ends in s; empty for the end of the longest run
   */
  public record Group(
      String name,
      String title,
      List<String> variants,
      Optional<Band> target,
      OptionalDouble untilS) {
    public Group {
      variants = List.copyOf(variants);
    }
  }

  /**
   * A range of rates.
   *
   * @param lowHz lower end
   * @param highHz upper end
   */
  public record Band(double lowHz, double highHz) {}

  /**
   * What a figure should be.
   *
   * @param subject population or projection
   * @param quantity name of the figure in {@code run.json}
   * @param value expected value
   * @param tolerance largest difference that counts as agreement
   * @param source where the value is from; empty where that is not said
   */
  public record ExpectedFigure(
      String subject, String quantity, double value, double tolerance, String source) {}

  /**
   * What a rate over time should be.
   *
   * @param population whose rate
   * @param valuesHz rates of the first bins
   * @param toleranceHz largest difference in any bin that counts as agreement
   * @param source where the values are from; empty where that is not said
   */
  public record ExpectedCourse(
      String population, List<Double> valuesHz, double toleranceHz, String source) {
    public ExpectedCourse {
      valuesHz = List.copyOf(valuesHz);
    }
  }
}
