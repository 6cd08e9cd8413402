package olivo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
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
    List<String> keys = keys(set.substring(0, Math.max(0, equals)).trim());
    String path = keys.isEmpty() ? "" : ConfigUtil.joinPath(keys);
    SourceText source = sources.add("--set " + set, false, path + " = " + text);
    Location location = new Location(source, 1);
    if (equals < 0) {
      throw Sources.single(location, "needs the form path=value");
    }
    if (keys.isEmpty()) {
      throw Sources.single(location, "what is before '=' is not a path of keys joined by dots");
    }
    if (text.isEmpty()) {
      throw Sources.single(location, "has no value after '='; null removes a key");
    }
    Config value = sources.parse(source, Optional.empty(), List.of());
    if (!isSingle(value.root(), keys)) {
      throw Sources.single(location, "must give one value to one path");
    }
    // Nothing below a null is merged, so that an object replaces an object.
    Config cleared = ConfigFactory.parseString(path + " = null");
    return value.withFallback(cleared).withFallback(config);
  }

  private static boolean isSingle(ConfigObject root, List<String> keys) {
    ConfigObject object = root;
    for (String key : keys.subList(0, keys.size() - 1)) {
      if (object.size() != 1 || !(object.get(key) instanceof ConfigObject inner)) {
        return false;
      }
      object = inner;
    }
    return object.size() == 1 && object.containsKey(keys.get(keys.size() - 1));
  }

  /** The keys of a path, none if it is malformed. */
  private static List<String> keys(String path) {
    try {
      return ConfigUtil.splitPath(path);
    } catch (ConfigException e) {
      return List.of();
    }
  }
}
