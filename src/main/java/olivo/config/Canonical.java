package olivo.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a resolved configuration in one fixed form: JSON, which is also HOCON. Keys are sorted,
 * except names, whose order is part of a topology.
 */
final class Canonical {
  private static final Set<String> NAMED =
      Set.of(
          "populations",
          "projections",
          "drives",
          "plasticity",
          "gap-junctions",
          "stimuli",
          "protocol.trials",
          "protocol.blocks",
          "record.spikes",
          "record.weights",
          "record.potentials",
          "record.conductances",
          "expect",
          "placement");

  private final NameOrder order;
  private final StringBuilder text = new StringBuilder();

  private Canonical(NameOrder order) {
    this.order = order;
  }

  static String render(ConfigObject root, NameOrder order) {
    Canonical canonical = new Canonical(order);
    canonical.object(root, List.of());
    return canonical.text.append('\n').toString();
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void value(ConfigValue value, List<String> path) {
    if (value instanceof ConfigObject object) {
      object(object, path);
    } else if (value instanceof ConfigList list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : ", ");
        value(list.get(i), path);
      }
      text.append(']');
    } else if (value.valueType() == ConfigValueType.STRING) {
      text.append(ConfigUtil.quoteString((String) value.unwrapped()));
    } else {
      text.append(value.atKey("value").getString("value").trim());
    }
  }

  private void object(ConfigObject object, List<String> path) {
    text.append('{');
    String separator = "\n";
    for (String key : keys(object, path)) {
      List<String> inner = new ArrayList<>(path);
      inner.add(key);
      text.append(separator).append("  ".repeat(inner.size()));
      text.append(ConfigUtil.quoteString(key)).append(": ");
      value(object.get(key), inner);
      separator = ",\n";
    }
    text.append('\n').append("  ".repeat(path.size())).append('}');
  }

  private List<String> keys(ConfigObject object, List<String> path) {
    if (NAMED.contains(String.join(".", path))) {
      return order.of(path, object);
    }
    return new TreeSet<>(object.keySet())
        .stream().filter(key -> !Section.isAbsent(object.get(key))).toList();
  }
}
