package olivo.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olivo.model.Plasticity;

/** Reads the section {@code plasticity}: named rules. */
final class PlasticityReader {
  private static final String ADDITIVE = "additive";
  private static final String MULTIPLICATIVE = "multiplicative";

  private final Scope scope;
  private final StepRounding rounding;

  PlasticityReader(Scope scope) {
    this.scope = scope;
    this.rounding = new StepRounding(scope);
  }

  /** The rules by name; empty for one that cannot be read. */
  Map<String, Optional<Plasticity>> read(Section plasticity) {
    Map<String, Optional<Plasticity>> rules = new LinkedHashMap<>();
    for (String name : scope.names(plasticity)) {
      rules.put(name, plasticity.optionalSection(name).flatMap(this::rule));
    }
    return rules;
  }

  private Optional<Plasticity> rule(Section section) {
    Optional<Plasticity> rule =
        section
            .type("a plasticity rule", List.of("teacher-gated", "teacher-paired", "stdp"))
            .map(
                type ->
                    switch (type) {
                      case "teacher-gated" -> gated(section);
                      case "teacher-paired" -> paired(section);
                      default -> stdp(section);
                    });
    section.done();
    return rule;
  }

  private Plasticity gated(Section section) {
    String teacher = teacher(section);
    double window = window(section, "window");
    return new Plasticity.TeacherGated(
        teacher,
        window,
        section.number("a_ltp"),
        section.number("a_ltd"),
        section.number("w_init"),
        section.number("w_min"),
        section.number("w_max"));
  }

  private Plasticity paired(Section section) {
    String teacher = teacher(section);
    double ltdWindow = window(section, "ltd-window");
    double ltpWindow = window(section, "ltp-window");
    return new Plasticity.TeacherPaired(
        teacher,
        ltdWindow,
        ltpWindow,
        section.number("a_ltp"),
        section.number("a_ltd"),
        section.number("w_init"),
        section.number("w_min"),
        section.number("w_max"));
  }

  private static Plasticity stdp(Section section) {
    double tauPlus = section.quantity("tau_plus", Dimension.TIME);
    double tauMinus = section.quantity("tau_minus", Dimension.TIME);
    Plasticity.Dependence dependence =
        section
            .word("dependence", "a dependence on the weight", List.of(ADDITIVE, MULTIPLICATIVE))
            .filter(MULTIPLICATIVE::equals)
            .map(word -> Plasticity.Dependence.MULTIPLICATIVE)
            .orElse(Plasticity.Dependence.ADDITIVE);
    return new Plasticity.Stdp(
        tauPlus,
        tauMinus,
        dependence,
        section.number("a_plus"),
        section.number("a_minus"),
        section.number("w_init"),
        section.number("w_min"),
        section.number("w_max"));
  }

  private String teacher(Section section) {
    return section.word("teacher", "a projection", scope.projections()).orElse("");
  }

  private double window(Section section, String key) {
    return rounding.constant(section, key, section.quantity(key, Dimension.TIME));
  }
}
