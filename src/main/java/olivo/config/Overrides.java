package olivo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values given as {@code path=value}, each of which replaces whatever a file has at its path. */
final class Overrides {
  private Overrides() {}

  /** Puts overrides over a configuration, the last one on top. */
  static Config apply(Config config, List<String> sets, Sources sources) {
    Config result = config;
    List<LocatedProblem> problems = new ArrayList<>();
    for (String set : sets) {
      try {
        result = one(result, set, sources);
      } catch (TopologyException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new TopologyException(problems);
    }
    return result;
  }

  private static Config one(Config config, String set, Sources sources) {
    int equals = set.indexOf('=');
    String text = equals < 0 ? "" : set.substring(equals + 1).trim();
    SourceText source = sources.add("--set " + set, false, "value = " + text);
    Location location = new Location(source, 1);
    if (equals < 0) {
      throw Sources.single(location, "needs the form path=value");
    }
    if (text.isEmpty()) {
      throw Sources.single(location, "has no value after '='; null removes a key");
    }
    String path = path(set.substring(0, equals).trim(), location, sources);
    Config parsed = sources.parse(source, Optional.empty(), List.of());
    if (parsed.root().size() != 1) {
      throw Sources.single(location, "must give one value to one path");
    }
    // Nothing below a null is merged, so that an object replaces an object.
    Config cleared = ConfigFactory.parseString(path + " = null");
    Config value = ConfigFactory.empty().withValue(path, parsed.root().get("value"));
    return value.withFallback(cleared).withFallback(config);
  }

  private static String path(String written, Location location, Sources sources) {
    try {
      return ConfigUtil.joinPath(ConfigUtil.splitPath(written));
    } catch (ConfigException e) {
      throw Sources.single(location, "'" + written + "' is not a path of keys joined by dots");
    }
  }
}
