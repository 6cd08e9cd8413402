package olivo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Multiplies quantities of a configuration by factors that stand at the same paths. */
final class Scaling {
  private static final Pattern QUANTITY =
      Pattern.compile("(" + Decimal.SYNTAX + ")(.*)", Pattern.DOTALL);

  private final Report report;

  Scaling(Report report) {
    this.report = report;
  }

  /**
   * The configuration with the products in place of the quantities.
   *
   * @param factors plain numbers
   * @param path path of the factors, for messages
   */
  ConfigObject apply(ConfigObject quantities, ConfigObject factors, String path) {
    ConfigObject result = quantities;
    for (Map.Entry<String, ConfigValue> entry : factors.entrySet()) {
      String key = entry.getKey();
      String inner = path + "." + key;
      ConfigValue quantity = quantities.get(key);
      if (Section.isAbsent(quantity)) {
        report.problem(entry.getValue(), inner, "is not there to be scaled");
      } else if (entry.getValue() instanceof ConfigObject nested
          && quantity instanceof ConfigObject object) {
        result = result.withValue(key, apply(object, nested, inner));
      } else {
        result = result.withValue(key, product(quantity, entry.getValue(), inner));
      }
    }
    return result;
  }

  private ConfigValue product(ConfigValue quantity, ConfigValue factor, String path) {
    if (factor.valueType() != ConfigValueType.NUMBER) {
      report.problem(factor, path, "got " + Section.show(factor) + "; needs a plain number");
      return quantity;
    }
    return product(quantity, new BigDecimal(text(factor)), factor.origin(), path);
  }

  /** A distribution is scaled as a whole. */
  private ConfigValue product(
      ConfigValue quantity, BigDecimal factor, ConfigOrigin origin, String path) {
    if (quantity instanceof ConfigObject distribution) {
      ConfigObject scaled = distribution;
      for (Map.Entry<String, ConfigValue> entry : distribution.entrySet()) {
        if (!entry.getKey().equals("type") && !entry.getKey().equals("outside")) {
          scaled =
              scaled.withValue(entry.getKey(), product(entry.getValue(), factor, origin, path));
        }
      }
      return scaled;
    }
    Matcher matcher = QUANTITY.matcher(isText(quantity) ? text(quantity) : "");
    if (!matcher.matches()) {
      report.problem(
          quantity.withOrigin(origin),
          path,
          "scales " + Section.show(quantity) + ", which is not a quantity");
      return quantity;
    }
    BigDecimal product = new BigDecimal(matcher.group(1)).multiply(factor);
    return ConfigValueFactory.fromAnyRef(product.toString() + matcher.group(2)).withOrigin(origin);
  }

  private static boolean isText(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        || value.valueType() == ConfigValueType.NUMBER;
  }

  private static String text(ConfigValue value) {
    Config holder = value.atKey("value");
    return holder.getString("value");
  }
}
