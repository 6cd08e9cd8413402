package olivo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cursor over one object of a configuration: hands out its values, reports what is wrong with
 * them, and in the end reports the keys that nobody asked for.
 *
 * <p>A value that is missing or wrong is reported once and then read as NaN, 0 or nothing, so that
 * reading goes on and finds the other mistakes.
 */
final class Section {
  /** What turns a text into a value. */
  interface Conversion<T> {
    T of(String text) throws BadValue;
  }

  private final Report report;
  private final ConfigObject object;
  private final ConfigValue where;
  private final String path;
  private final Set<String> asked = new LinkedHashSet<>();

  Section(Report report, ConfigObject object, ConfigValue where, String path) {
    this.report = report;
    this.object = object;
    this.where = where;
    this.path = path;
  }

  /** Whether a value counts as not given. */
  static boolean isAbsent(ConfigValue value) {
    return value == null || value.valueType() == ConfigValueType.NULL;
  }

  /** A value as it was written, or the kind of value it is. */
  static String show(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "an object";
      case LIST -> "a list";
      default -> "'" + text(value) + "'";
    };
  }

  private static String text(ConfigValue value) {
    Config holder = value.atKey("value");
    return holder.getString("value");
  }

  /** A plain value as it was written. */
  static String plain(ConfigValue value, String needs) throws BadValue {
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      throw new BadValue("got " + show(value) + "; needs " + needs);
    }
    return text(value);
  }

  String path() {
    return path;
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  ConfigObject object() {
    return object;
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  Optional<ConfigValue> value(String key) {
    asked.add(key);
    ConfigValue value = object.get(key);
    return isAbsent(value) ? Optional.empty() : Optional.of(value);
  }

  /** Where a key was written, or the section if it was not. */
  ConfigValue at(String key) {
    return value(key).orElse(where);
  }

  void problem(String key, String message) {
    report.problem(at(key), path(key), message);
  }

  /** A problem of a part of a value. */
  void problem(ConfigValue where, String partPath, String message) {
    report.problem(where, path(partPath), message);
  }

  /**
   * A problem in a text that a key names or holds.
   *
   * @param file the file; empty for a text that stands at the key
   * @param line line in the text, from 1
   */
  void problemInText(String key, String file, int line, String message) {
    report.problemInText(at(key), path(key), file, line, message);
  }

  /**
   * A file that a key names, relative to the file in which the key stands.
   *
   * @throws BadValue if files cannot be read here
   */
  Path beside(String key, String file) throws BadValue {
    return report.beside(at(key), file);
  }

  void warning(String key, String message) {
    report.warning(at(key), path(key), message);
  }

  private <T> T missing(String key, String needs, T substitute) {
    problem(key, "is missing; needs " + needs);
    return substitute;
  }

  private <T> T convert(
      ConfigValue value, String valuePath, String needs, Conversion<T> conversion, T substitute) {
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      report.problem(value, valuePath, "got " + show(value) + "; needs " + needs);
      return substitute;
    }
    try {
      return conversion.of(text(value));
    } catch (BadValue e) {
      report.problem(value, valuePath, e.getMessage());
      return substitute;
    }
  }

  private <T> T required(String key, String needs, Conversion<T> conversion, T substitute) {
    return value(key)
        .map(value -> convert(value, path(key), needs, conversion, substitute))
        .orElseGet(() -> missing(key, needs, substitute));
  }

  /** A required quantity in the model's unit; NaN if it is wrong. */
  double quantity(String key, Dimension dimension) {
    return required(key, dimension.accepted(), dimension::read, Double.NaN);
  }

  /** An optional quantity in the model's unit. */
  double quantity(String key, Dimension dimension, double otherwise) {
    return has(key) ? quantity(key, dimension) : otherwise;
  }

  /** A required plain number; NaN if it is wrong. */
  double number(String key) {
    return required(key, "a plain number", Decimal::number, Double.NaN);
  }

  /** A required whole number; 0 if it is wrong. */
  int integer(String key) {
    return (int)
        (long)
            required(
                key,
                "a whole number",
                text -> Decimal.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE),
                0L);
  }

  /** An optional whole number. */
  int integer(String key, int otherwise) {
    return has(key) ? integer(key) : otherwise;
  }

  /** A value that is only looked for, because what it should be is not known. */
  void require(String key, String needs) {
    if (!has(key)) {
      missing(key, needs, Optional.empty());
    }
  }

  /** An optional whole number of 64 bits. */
  long wholeNumber(String key, long otherwise) {
    return has(key)
        ? required(
            key,
            "a whole number",
            text -> Decimal.whole(text, Long.MIN_VALUE, Long.MAX_VALUE),
            otherwise)
        : otherwise;
  }

  /** An optional {@code true} or {@code false}. */
  boolean flag(String key, boolean otherwise) {
    return has(key)
        ? word(key, "true or false", List.of("true", "false")).map("true"::equals).orElse(otherwise)
        : otherwise;
  }

  /** A required text. */
  Optional<String> text(String key, String needs) {
    return required(key, needs, Optional::of, Optional.empty());
  }

  /**
   * A required text that must be one of several.
   *
   * @param needs what the words are, e.g. {@code "a population"}
   */
  Optional<String> word(String key, String needs, Collection<String> words) {
    return required(key, needs, text -> Optional.of(known(text, needs, words)), Optional.empty());
  }

  private static String known(String text, String needs, Collection<String> words) throws BadValue {
    if (words.contains(text)) {
      return text;
    }
    String list = words.isEmpty() ? "; there is none" : ": " + String.join(", ", words);
    throw new BadValue(
        "got '" + text + "'" + NearMiss.hint(text, words) + "; needs " + needs + list);
  }

  /** The elements of a required list; nothing if any of them is wrong. */
  <T> Optional<List<T>> list(String key, String needs, Conversion<T> conversion) {
    Optional<ConfigValue> value = value(key);
    if (value.isEmpty()) {
      return missing(key, needs, Optional.empty());
    }
    if (!(value.get() instanceof ConfigList elements)) {
      problem(key, "got " + show(value.get()) + "; needs " + needs);
      return Optional.empty();
    }
    List<T> converted = new ArrayList<>();
    boolean complete = true;
    for (int i = 0; i < elements.size(); i++) {
      String elementPath = path(key) + "[" + i + "]";
      Optional<T> element =
          convert(
              elements.get(i),
              elementPath,
              needs,
              text -> Optional.of(conversion.of(text)),
              Optional.empty());
      complete &= element.isPresent();
      element.ifPresent(converted::add);
    }
    return complete ? Optional.of(converted) : Optional.empty();
  }

  /** The elements of a list, or the one value that stands there instead. */
  <T> Optional<List<T>> textOrList(String key, String needs, Conversion<T> conversion) {
    Optional<ConfigValue> value = value(key);
    if (value.isPresent() && value.get().valueType() == ConfigValueType.STRING) {
      return convert(
          value.get(),
          path(key),
          needs,
          text -> Optional.of(List.of(conversion.of(text))),
          Optional.empty());
    }
    return list(key, needs, conversion);
  }

  /** A list of names, each of which must be one of several. */
  Optional<List<String>> words(String key, String needs, Collection<String> words) {
    return list(key, "a list, each " + needs, text -> known(text, needs, words));
  }

  /** A required list of whole numbers; empty if it is wrong. */
  List<Integer> integers(String key) {
    return wholeNumbers(key).orElse(List.of());
  }

  /** A required list of whole numbers; nothing if it is wrong. */
  Optional<List<Integer>> wholeNumbers(String key) {
    return list(
        key,
        "a list of whole numbers",
        text -> (int) Decimal.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  /** A required object. */
  Optional<Section> section(String key) {
    if (!has(key)) {
      return missing(key, "an object", Optional.empty());
    }
    return optionalSection(key);
  }

  /** The objects of a list that may be left out. */
  List<Section> sections(String key) {
    Optional<ConfigValue> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof ConfigList elements)) {
      problem(key, "got " + show(value.get()) + "; needs a list of objects [{ ... }, ...]");
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String elementPath = path(key) + "[" + i + "]";
      if (elements.get(i) instanceof ConfigObject element) {
        sections.add(new Section(report, element, element, elementPath));
      } else {
        report.problem(
            elements.get(i),
            elementPath,
            "got " + show(elements.get(i)) + "; needs an object { ... }");
      }
    }
    return sections;
  }

  /** An object that may be left out; nothing also if it is something else. */
  Optional<Section> optionalSection(String key) {
    Optional<ConfigValue> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof ConfigObject inner) {
      return Optional.of(new Section(report, inner, inner, path(key)));
    }
    problem(key, "got " + show(value.get()) + "; needs an object { ... }");
    return Optional.empty();
  }

  /** A required object with a {@code type}, or a text, which stands for an object of that type. */
  Optional<Section> typedSection(String key) {
    Optional<ConfigValue> value = value(key);
    if (value.isPresent() && value.get().valueType() == ConfigValueType.STRING) {
      ConfigObject typed = ConfigFactory.empty().withValue("type", value.get()).root();
      return Optional.of(new Section(report, typed, value.get(), path(key)));
    }
    return section(key);
  }

  /** The type of this section; leaves the section alone if it is not one of those given. */
  Optional<String> type(String needs, List<String> types) {
    Optional<String> type = word("type", needs, types);
    if (type.isEmpty()) {
      // Which keys belong here is not known.
      asked.addAll(object.keySet());
    }
    return type;
  }

  /** Takes keys that are set to null for known. */
  void acceptNulls() {
    object.forEach(
        (key, value) -> {
          if (value.valueType() == ConfigValueType.NULL) {
            asked.add(key);
          }
        });
  }

  /** Reports every key that was not asked for. */
  void done() {
    for (String key : new TreeSet<>(object.keySet())) {
      if (!asked.contains(key)) {
        report.problem(
            object.get(key),
            path(key),
            "unknown key"
                + NearMiss.hint(key, asked)
                + "; accepted: "
                + (asked.isEmpty() ? "none" : String.join(", ", asked)));
      }
    }
  }
}
