package olivo.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The order in which the names of a section were first written, which the library does not keep.
 *
 * <p>Names of an included file come before those of the file that includes it, and names that only
 * an override brings come last. Where an object was put in as a whole by a substitution, its names
 * have the order of the place that it came from. Names written in one place go by the alphabet.
 */
final class NameOrder {
  private record Place(long order, String name) {}

  private final ConfigObject written;
  private final Sources sources;

  /**
   * An order.
   *
   * @param written what the files say, before overrides and substitutions, which would hide the
   *     places where names were written
   * @param sources the texts
   */
  NameOrder(ConfigObject written, Sources sources) {
    this.written = written;
    this.sources = sources;
  }

  /** The keys of a resolved object, in order, without those that are null. */
  List<String> of(List<String> path, ConfigObject resolved) {
    Optional<ConfigObject> place = place(path);
    return resolved.entrySet().stream()
        .filter(entry -> !Section.isAbsent(entry.getValue()))
        .map(entry -> new Place(sources.parsedOrder(origin(place, entry)), entry.getKey()))
        .sorted(Comparator.comparingLong(Place::order).thenComparing(Place::name))
        .map(Place::name)
        .toList();
  }

  private static ConfigOrigin origin(
      Optional<ConfigObject> place, Map.Entry<String, ConfigValue> entry) {
    return place.map(object -> object.get(entry.getKey())).orElse(entry.getValue()).origin();
  }

  private Optional<ConfigObject> place(List<String> path) {
    ConfigObject object = written;
    try {
      for (String key : path) {
        if (!(object.get(key) instanceof ConfigObject inner)) {
          return Optional.empty();
        }
        object = inner;
      }
      object.get("");
      return Optional.of(object);
    } catch (ConfigException.NotResolved e) {
      return Optional.empty();
    }
  }
}
