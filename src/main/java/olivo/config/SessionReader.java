package olivo.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olivo.model.Protocol.Slot;

/** Reads blocks, which are lists of trials and other blocks, and the session made of them. */
final class SessionReader {
  static final String NEEDS = "a list of trials and blocks, each a name or { name = count }";

  private static final long MOST_TRIALS = 100_000;

  private final List<String> trials;
  private final Map<String, List<Entry>> blocks = new LinkedHashMap<>();
  private final Map<String, Long> trialsOf = new HashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private boolean sound = true;

  /**
   * A trial or block, some times.
   *
   * @param value where it stands
   * @param path path of the entry, below the section that holds the list
   */
  private record Entry(String name, long count, Section section, ConfigValue value, String path) {}

  /**
   * A reader.
   *
   * @param trials names of all kinds of trials, well-formed or not
   */
  SessionReader(List<String> trials) {
    this.trials = trials;
  }

  /** Reads a block. All blocks must be read before the session. */
  void block(Section section, String name) {
    if (trials.contains(name)) {
      section.problem(name, "is the name of a trial");
      sound = false;
    }
    blocks.put(name, entries(section, name));
  }

  /** Reads the session: its trials, nothing if there is a mistake in it or a block. */
  List<Slot> read(Section section, String key) {
    List<Entry> session = entries(section, key);
    blocks.values().forEach(this::refuseUnknown);
    refuseUnknown(session);
    if (sound) {
      blocks.keySet().forEach(name -> count(name, new ArrayDeque<>()));
    }
    if (!sound) {
      return List.of();
    }
    long all = count(session);
    if (all > MOST_TRIALS) {
      section.problem(key, "has more than " + MOST_TRIALS + " trials");
      return List.of();
    }
    int number = 0;
    for (Entry entry : session) {
      boolean isTrial = trials.contains(entry.name());
      for (long i = 0; i < entry.count(); i++) {
        // Trials that stand in the session itself make a block of those of one entry.
        number += isTrial && i > 0 ? 0 : 1;
        add(entry.name(), "", number);
      }
    }
    return slots;
  }

  private void add(String name, String within, int number) {
    if (trials.contains(name)) {
      slots.add(new Slot(name, within, number));
      return;
    }
    String block = within.isEmpty() ? name : within + "/" + name;
    for (Entry entry : blocks.get(name)) {
      for (long i = 0; i < entry.count(); i++) {
        add(entry.name(), block, number);
      }
    }
  }

  private void refuseUnknown(List<Entry> entries) {
    List<String> known = new ArrayList<>(trials);
    known.addAll(blocks.keySet());
    for (Entry entry : entries) {
      if (!known.contains(entry.name())) {
        entry
            .section()
            .problem(
                entry.value(),
                entry.path(),
                Subjects.unknown(entry.name(), "trial or block", known));
        sound = false;
      }
    }
  }

  /** Number of trials of a block, capped; reports a block that contains itself. */
  private long count(String block, Deque<String> within) {
    Long known = trialsOf.get(block);
    if (known != null) {
      return known;
    }
    within.addLast(block);
    long sum = 0;
    for (Entry entry : blocks.get(block)) {
      long once = 1;
      if (!trials.contains(entry.name())) {
        if (within.contains(entry.name())) {
          report(entry, within);
          once = 0;
        } else {
          once = count(entry.name(), within);
        }
      }
      sum = capped(sum, entry.count(), once);
    }
    within.removeLast();
    trialsOf.put(block, sum);
    return sum;
  }

  private long count(List<Entry> session) {
    long sum = 0;
    for (Entry entry : session) {
      sum = capped(sum, entry.count(), trialsOf.getOrDefault(entry.name(), 1L));
    }
    return sum;
  }

  /** The sum, or a number beyond all bounds where it is one. */
  private static long capped(long sum, long count, long once) {
    double exact = sum + (double) count * once;
    return exact > MOST_TRIALS ? MOST_TRIALS + 1 : (long) exact;
  }

  private void report(Entry entry, Deque<String> within) {
    List<String> cycle = new ArrayList<>(within);
    cycle = cycle.subList(cycle.indexOf(entry.name()), cycle.size());
    entry
        .section()
        .problem(
            entry.value(),
            entry.path(),
            "contains itself: " + String.join(" > ", cycle) + " > " + entry.name());
    sound = false;
  }

  private List<Entry> entries(Section section, String key) {
    List<Entry> entries = new ArrayList<>();
    Optional<ConfigValue> value = section.value(key);
    if (value.isEmpty()) {
      return entries;
    }
    if (!(value.get() instanceof ConfigList list)) {
      section.problem(key, "got " + Section.show(value.get()) + "; needs " + NEEDS);
      sound = false;
      return entries;
    }
    if (list.isEmpty()) {
      section.problem(key, "is empty; needs " + NEEDS);
      sound = false;
    }
    for (int i = 0; i < list.size(); i++) {
      entry(section, list.get(i), key + "[" + i + "]").ifPresent(entries::add);
    }
    return entries;
  }

  private Optional<Entry> entry(Section section, ConfigValue value, String path) {
    try {
      if (value.valueType() == ConfigValueType.STRING) {
        return Optional.of(new Entry(Section.plain(value, NEEDS), 1, section, value, path));
      }
      if (!(value instanceof ConfigObject object) || object.size() != 1) {
        throw new BadValue(
            "got "
                + (value instanceof ConfigObject object
                    ? "an object of " + object.size() + " names"
                    : Section.show(value))
                + "; needs a name or { name = count }");
      }
      String name = object.keySet().iterator().next();
      long count = Decimal.whole(Section.plain(object.get(name), "a count"), 1, MOST_TRIALS);
      return Optional.of(new Entry(name, count, section, value, path));
    } catch (BadValue e) {
      section.problem(value, path, e.getMessage());
      sound = false;
      return Optional.empty();
    }
  }
}
