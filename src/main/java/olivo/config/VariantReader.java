package olivo.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Topology;

/** Reads one variant of an experiment, its topology aside. */
final class VariantReader {
  private static final List<String> RATES = List.of("rate", "rate_sd", "rate_min", "rate_max");
  private static final List<String> WEIGHTS = List.of("mean", "sd", "fraction_at_bounds");
  private static final String COURSE = "time-course";
  private static final String TOLERANCE = "tolerance";
  private static final String VALUE = "value";

  private final Section section;
  private final List<String> variants;
  private final NameOrder order;
  private final String source;
  private final List<Experiment.ExpectedFigure> figures = new ArrayList<>();
  private final List<Experiment.ExpectedCourse> courses = new ArrayList<>();

  /**
   * A reader of one variant.
   *
   * @param variants names of all variants
   * @param source where expected values are from unless they say so themselves
   */
  VariantReader(Section section, List<String> variants, NameOrder order, String source) {
    this.section = section;
    this.variants = variants;
    this.order = order;
    this.source = source;
  }

  Experiment.Variant read(String name, List<ReadResult> readings) {
    String label = ExperimentReader.optionalText(section, "label").orElse(name);
    Optional<String> counterpart =
        section.has("counterpart-of")
            ? section.word("counterpart-of", "a variant", variants)
            : Optional.empty();
    section
        .optionalSection("expect")
        .ifPresent(
            expect ->
                order
                    .of(List.of(expect.path().split("\\.")), expect.object())
                    .forEach(subject -> subject(expect, subject, readings)));
    section.done();
    return new Experiment.Variant(name, label, counterpart, readings, figures, courses);
  }

  static List<String> populations(Topology topology) {
    return topology.populations().stream().map(Population::name).toList();
  }

  private void subject(Section expect, String subject, List<ReadResult> readings) {
    Optional<Section> inner = expect.optionalSection(subject);
    // Without a topology it is not known what the names stand for, and that is reported already.
    if (readings.isEmpty() || inner.isEmpty()) {
      return;
    }
    Topology topology = readings.get(0).topology();
    List<String> plastic =
        topology.projections().stream()
            .filter(projection -> projection.plasticity().isPresent())
            .map(Projection::name)
            .toList();
    if (populations(topology).contains(subject)) {
      RATES.forEach(key -> figure(subject, inner.get(), key, key + "_hz", true));
      figure(subject, inner.get(), "isi_cv", "isi_cv", false);
      inner.get().optionalSection(COURSE).ifPresent(course -> course(subject, course));
    } else if (plastic.contains(subject)) {
      WEIGHTS.forEach(key -> figure(subject, inner.get(), key, key, false));
    } else {
      List<String> known = new ArrayList<>(populations(topology));
      known.addAll(plastic);
      expect.problem(subject, Subjects.unknown(subject, "population or plastic projection", known));
      return;
    }
    inner.get().done();
  }

  private void figure(String subject, Section of, String key, String quantity, boolean isRate) {
    of.optionalSection(key)
        .ifPresent(
            figure -> {
              double value = isRate ? figure.quantity(VALUE, Dimension.RATE) : figure.number(VALUE);
              double tolerance =
                  isRate ? figure.quantity(TOLERANCE, Dimension.RATE) : figure.number(TOLERANCE);
              figures.add(
                  new Experiment.ExpectedFigure(
                      subject, quantity, value, tolerance, source(figure)));
              figure.done();
            });
  }

  private void course(String population, Section course) {
    List<Double> values =
        course
            .list("values", "a list, each " + Dimension.RATE.accepted(), Dimension.RATE::read)
            .orElse(List.of());
    double tolerance = course.quantity(TOLERANCE, Dimension.RATE);
    courses.add(new Experiment.ExpectedCourse(population, values, tolerance, source(course)));
    course.done();
  }

  private String source(Section of) {
    return ExperimentReader.optionalText(of, "source").orElse(source);
  }
}
