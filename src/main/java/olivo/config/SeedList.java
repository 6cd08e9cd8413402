package olivo.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeds as people write several of them: {@code 1..10}, {@code 3}, {@code 1..3,7,11}. */
public final class SeedList {
  /** What is accepted, in words. */
  static final String ACCEPTED = "whole numbers and ranges such as 1..10, with commas";

  private static final Pattern RANGE = Pattern.compile("(-?[0-9]+)\\.\\.(-?[0-9]+)");
  private static final long MOST = 100_000;

  private SeedList() {}

  /**
   * The seeds of a text, in the order in which they stand there.
   *
   * @throws BadValue if the text is something else or gives a seed twice
   */
  public static List<Long> parse(String text) throws BadValue {
    Set<Long> seeds = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      Matcher range = RANGE.matcher(part.trim());
      boolean isRange = range.matches();
      long first = whole(text, isRange ? range.group(1) : part.trim());
      long last = isRange ? whole(text, range.group(2)) : first;
      if (last < first) {
        throw new BadValue("the range " + part.trim() + " is empty");
      }
      // The difference of two longs may be none.
      if (last - first < 0 || last - first >= MOST) {
        throw new BadValue("the range " + part.trim() + " has more than " + MOST + " seeds");
      }
      for (long seed = first; seed < last; seed++) {
        add(seeds, seed);
      }
      add(seeds, last);
    }
    return new ArrayList<>(seeds);
  }

  private static void add(Set<Long> seeds, long seed) throws BadValue {
    if (!seeds.add(seed)) {
      throw new BadValue("the seed " + seed + " is given twice");
    }
  }

  private static long whole(String text, String number) throws BadValue {
    try {
      return Decimal.whole(number, Long.MIN_VALUE, Long.MAX_VALUE);
    } catch (BadValue e) {
      throw new BadValue("got '" + text + "'; needs " + ACCEPTED);
    }
  }
}
