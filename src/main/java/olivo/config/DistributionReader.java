package olivo.config;

import com.typesafe.config.ConfigObject;
import java.util.List;
import olivo.model.Distribution;
import olivo.model.Distribution.Bounded;
import olivo.model.Distribution.Constant;
import olivo.model.Distribution.Outside;

/** Reads values that are the same everywhere, or drawn from a distribution. */
final class DistributionReader {
  private static final List<String> TYPES = List.of("uniform", "normal", "lognormal");
  private static final Distribution UNKNOWN = new Constant(Double.NaN);

  private DistributionReader() {}

  /** A value that may be left out. */
  static Distribution read(
      Section section, String key, Dimension dimension, Distribution otherwise) {
    return section.has(key) ? read(section, key, dimension) : otherwise;
  }

  /** A required value; a constant NaN if it is wrong. */
  static Distribution read(Section section, String key, Dimension dimension) {
    if (!(section.at(key) instanceof ConfigObject) || !section.has(key)) {
      return new Constant(section.quantity(key, dimension));
    }
    return section.section(key).map(inner -> distribution(inner, dimension)).orElse(UNKNOWN);
  }

  private static Distribution distribution(Section section, Dimension dimension) {
    Distribution distribution =
        section
            .type("a distribution", TYPES)
            .map(
                type ->
                    switch (type) {
                      case "uniform" -> uniform(section, dimension);
                      case "normal" -> bounded(section, dimension, normal(section, dimension));
                      default -> bounded(section, dimension, lognormal(section, dimension));
                    })
            .orElse(UNKNOWN);
    section.done();
    return distribution;
  }

  private static Distribution uniform(Section section, Dimension dimension) {
    double low = section.quantity("low", dimension);
    double high = section.quantity("high", dimension);
    refuseLowAboveHigh(section, low, high);
    return low <= high ? new Distribution.Uniform(low, high) : UNKNOWN;
  }

  private static Distribution normal(Section section, Dimension dimension) {
    return new Distribution.Normal(
        section.quantity("mean", dimension), section.quantity("sd", dimension));
  }

  private static Distribution lognormal(Section section, Dimension dimension) {
    return new Distribution.Lognormal(
        section.quantity("mean", dimension), section.quantity("sd", dimension));
  }

  private static Distribution bounded(Section section, Dimension dimension, Distribution of) {
    double low = section.quantity("low", dimension, Double.NEGATIVE_INFINITY);
    double high = section.quantity("high", dimension, Double.POSITIVE_INFINITY);
    boolean clip =
        section.has("outside")
            && section
                .word("outside", "what to do with values beyond low and high", outsides())
                .map("clip"::equals)
                .orElse(false);
    refuseLowAboveHigh(section, low, high);
    if (low > high) {
      return UNKNOWN;
    }
    return section.has("low") || section.has("high")
        ? new Bounded(of, low, high, clip ? Outside.CLIP : Outside.REDRAW)
        : of;
  }

  private static List<String> outsides() {
    return List.of("redraw", "clip");
  }

  private static void refuseLowAboveHigh(Section section, double low, double high) {
    if (low > high) {
      section.problem("low", "must not exceed high, got " + Section.show(section.at("low")));
    }
  }
}
