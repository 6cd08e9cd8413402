package olivo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that the documentation gives.
 *
 * @param text the command without its comment
 * @param words its words, as a shell takes them apart
 * @param status the exit status that its comment announces
 */
record DocumentedCommand(String text, List<String> words, int status) {
  /** By their beginnings, what no test can run, and why. */
  static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("git clone", "needs the address of the repository"),
          Map.entry("olivo/olivo run", "stands for ./olivo run in a fresh clone"),
          Map.entry("mvn ", "runs within Maven already"),
          Map.entry("./olivo test", "would run this test"),
          Map.entry("./olivo bundle", "takes a packaged jar; BundleIT runs it"),
          Map.entry("JAVA_HOME=/path/to/temurin", "the same, with a path to be filled in"),
          Map.entry("./olivo bench micro", "takes an hour; goes to JMH and not to Olivo"),
          Map.entry("cp /tmp/", "copies what a benchmark of some minutes has measured"),
          Map.entry("g++ ", "compiles; HandWrittenLoopTest does"),
          Map.entry("/tmp/circuit ", "what that compiles; HandWrittenLoopTest runs it"),
          Map.entry("tar -xzf olivo-", "unpacks a bundle; BundleIT does"),
          Map.entry("cd olivo-", "enters a bundle"),
          Map.entry("apt-get ", "changes the machine"),
          Map.entry("mkdir -p /etc/", "changes the machine"),
          Map.entry("echo libnvidia", "changes the machine"),
          Map.entry("export POCL_DEVICES=", "the tests have two devices of PoCL anyhow"),
          Map.entry("unset POCL_DEVICES", "goes with the export"));

  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
  private static final Pattern STATUS = Pattern.compile("# status (\\d+)");

  /** The commands of a line, which {@code &&} may join. */
  static Stream<DocumentedCommand> of(String line) {
    Matcher status = STATUS.matcher(line);
    int expected = status.find() ? Integer.parseInt(status.group(1)) : 0;
    return Stream.of(line.replaceFirst("\\s#.*", "").split("&&"))
        .map(String::strip)
        .map(text -> new DocumentedCommand(text, split(text), expected));
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      // A variable before a command is for the launcher or a driver.
      if (!words.isEmpty() || !matcher.group().matches("[A-Z_]+=.*")) {
        words.add(unquoted(matcher.group()));
      }
    }
    return words;
  }

  private static String unquoted(String word) {
    StringBuilder plain = new StringBuilder();
    char quote = 0;
    for (char c : word.toCharArray()) {
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  boolean isOlivo() {
    return !words.isEmpty() && words.get(0).equals("./olivo");
  }

  /** What follows the program. */
  List<String> arguments() {
    return words.subList(1, words.size());
  }

  boolean isNotRun() {
    return NOT_RUN.keySet().stream().anyMatch(text::startsWith);
  }
}
