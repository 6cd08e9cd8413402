package olivo.config;

import java.util.ArrayList;
import java.util.List;
import olivo.model.Expectation;

/** Reads the section {@code expect}. */
final class ExpectReader {
  private static final List<String> RATES = List.of("rate", "rate_sd", "rate_min", "rate_max");
  private static final List<String> WEIGHTS = List.of("mean", "sd", "fraction_at_bounds");

  private final Scope scope;

  ExpectReader(Scope scope) {
    this.scope = scope;
  }

  List<Expectation> read(Section expect) {
    List<Expectation> all = new ArrayList<>();
    List<String> known = new ArrayList<>(scope.populations());
    known.addAll(scope.projections());
    for (String name : scope.names(expect)) {
      if (!known.contains(name)) {
        expect.problem(name, Subjects.unknown(name, "population or projection", known));
        continue;
      }
      expect
          .optionalSection(name)
          .ifPresent(
              section -> {
                List<Expectation> bands = new ArrayList<>();
                if (scope.populations().contains(name)) {
                  population(name, section, bands);
                } else {
                  weights(name, section, bands);
                }
                double fromMs = section.quantity("from", Dimension.TIME, 0);
                for (Expectation band : bands) {
                  all.add(new Expectation(name, band.quantity(), band.low(), band.high(), fromMs));
                }
                section.done();
              });
    }
    return all;
  }

  private static void population(String name, Section section, List<Expectation> all) {
    for (String key : RATES) {
      band(name, section, key, key + "_hz", Dimension.RATE.accepted(), Dimension.RATE::read, all);
    }
    band(name, section, "isi_cv", "isi_cv", "a plain number", Decimal::number, all);
  }

  private static void weights(String name, Section section, List<Expectation> all) {
    for (String key : WEIGHTS) {
      band(name, section, key, key, "a plain number", Decimal::number, all);
    }
  }

  private static void band(
      String subject,
      Section section,
      String key,
      String quantity,
      String element,
      Section.Conversion<Double> conversion,
      List<Expectation> all) {
    if (!section.has(key)) {
      return;
    }
    String needs = "a list [low, high], each " + element;
    section
        .list(key, needs, conversion)
        .ifPresent(
            ends -> {
              if (ends.size() == 2) {
                all.add(new Expectation(subject, quantity, ends.get(0), ends.get(1)));
              } else {
                section.problem(key, "got a list of " + ends.size() + " values; needs " + needs);
              }
            });
  }
}
