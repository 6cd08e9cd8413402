package olivo.config;

import java.util.Arrays;

/**
 * A text to be parsed, rewritten so that each field stands on a line of its own.
 *
 * <p>The library tells only the line of a value. After this rewriting, which changes nothing of the
 * meaning, that line tells values apart even if they were written side by side, and so gives their
 * order.
 */
final class SourceText {
  private final String name;
  private final int reportRank;
  private final boolean hasLines;
  private final String text;
  private final StringBuilder rewritten = new StringBuilder();
  private int[] originalLines = new int[64];
  private int lines = 0;
  private int original = 1;
  private int position = 0;

  /**
   * A text.
   *
   * @param name what a report calls it
   * @param reportRank its place in a report
   * @param hasLines whether lines mean anything to a reader of the report
   * @param text the text
   */
  SourceText(String name, int reportRank, boolean hasLines, String text) {
    this.name = name;
    this.reportRank = reportRank;
    this.hasLines = hasLines;
    this.text = text;
    beginLine();
    while (position < text.length()) {
      token();
    }
  }

  String name() {
    return name;
  }

  int reportRank() {
    return reportRank;
  }

  String rewritten() {
    return rewritten.toString();
  }

  /** The line of the original text, or 0 if lines have no meaning. */
  int originalLine(int rewrittenLine) {
    if (!hasLines) {
      return 0;
    }
    return originalLines[Math.max(1, Math.min(rewrittenLine, lines)) - 1];
  }

  /** The first line that includes a file of this name, else 1; 0 if lines have no meaning. */
  int lineOfInclude(String what) {
    if (!hasLines) {
      return 0;
    }
    String[] all = text.split("\n", -1);
    for (int i = 0; i < all.length; i++) {
      if (all[i].contains("include") && all[i].contains(what)) {
        return i + 1;
      }
    }
    return 1;
  }

  private void token() {
    char c = text.charAt(position);
    if (text.startsWith("\"\"\"", position)) {
      tripleQuoted();
    } else if (c == '"') {
      quoted();
    } else if (c == '#' || text.startsWith("//", position)) {
      copyUntil(end('\n'));
    } else if (text.startsWith("${", position)) {
      copyUntil(Math.min(end('}'), end('\n')));
    } else {
      copy();
      if (c == '{' || c == ',') {
        rewritten.append('\n');
        beginLine();
      }
    }
  }

  private void tripleQuoted() {
    int close = text.indexOf("\"\"\"", position + 3);
    copyUntil(close < 0 ? text.length() : close + 3);
    // Of a row of more than three quotes, the last three close the string.
    while (position < text.length() && text.charAt(position) == '"') {
      copy();
    }
  }

  private void quoted() {
    copy();
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '\n') {
        return;
      }
      copy();
      if (c == '"') {
        return;
      }
      if (c == '\\' && position < text.length() && text.charAt(position) != '\n') {
        copy();
      }
    }
  }

  private int end(char last) {
    int index = text.indexOf(last, position);
    return index < 0 ? text.length() : index;
  }

  private void copyUntil(int end) {
    while (position < end) {
      copy();
    }
  }

  private void copy() {
    char c = text.charAt(position++);
    rewritten.append(c);
    if (c == '\n') {
      original++;
      beginLine();
    }
  }

  private void beginLine() {
    if (lines == originalLines.length) {
      originalLines = Arrays.copyOf(originalLines, 2 * lines);
    }
    originalLines[lines++] = original;
  }
}
