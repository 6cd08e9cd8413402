package olivo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, as the blocks that are fenced in it. */
record Document(Path path, List<Block> blocks) {
  private static final Pattern FENCED =
      Pattern.compile("(?ms)^```([a-z]*)\\n(.*?)^```$(.*?)(?=^```|\\z)");
  private static final Pattern CAPTION = Pattern.compile("\\A\\s*(Saved as|Appended to) `([^`]+)`");

  /**
   * A fenced block.
   *
   * @param language what stands behind the fence; empty for what a command prints
   * @param file the file into which it is saved according to the sentence after it
   * @param appended whether it goes to the end of that file
   */
  record Block(String language, String text, Optional<String> file, boolean appended) {
    boolean is(String other) {
      return language.equals(other);
    }

    /** Lines of a shell script that are commands, with their comments. */
    Stream<String> commands() {
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }
  }

  static Document read(Path path) {
    try {
      List<Block> blocks = new ArrayList<>();
      Matcher matcher = FENCED.matcher(Files.readString(path));
      while (matcher.find()) {
        Matcher caption = CAPTION.matcher(matcher.group(3));
        boolean named = caption.find();
        blocks.add(
            new Block(
                matcher.group(1),
                matcher.group(2),
                named ? Optional.of(caption.group(2)) : Optional.empty(),
                named && caption.group(1).startsWith("Appended")));
      }
      return new Document(path, blocks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pages that tell people what to do. */
  static List<Document> all() throws IOException {
    try (Stream<Path> below = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
                  .map(Path::of),
              below.filter(file -> file.toString().endsWith(".md")).sorted())
          .map(Document::read)
          .toList();
    }
  }

  /** The first block of a language. */
  String first(String language) {
    return blocks.stream()
        .filter(block -> block.is(language))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + language + " in " + path))
        .text();
  }
}
