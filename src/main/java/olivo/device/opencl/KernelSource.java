package olivo.device.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel file with everything that it includes, each file once. {@code #line} directives make
 * compilers name the files as they stand in {@code cl/}.
 *
 * @param path path below {@code cl/}
 * @param text what is compiled
 */
record KernelSource(String path, String text) {
  private static final Pattern INCLUDE = Pattern.compile("\\s*#\\s*include\\s+\"([^\"]+)\"\\s*");

  /** Reads a file from the class path. */
  static KernelSource load(String path) {
    StringBuilder text = new StringBuilder();
    append(path, new HashSet<>(), text);
    return new KernelSource(path, text.toString());
  }

  private static void append(String path, Set<String> included, StringBuilder text) {
    if (!included.add(path)) {
      return;
    }
    text.append("#line 1 \"cl/").append(path).append("\"\n");
    List<String> lines = read(path).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher include = INCLUDE.matcher(lines.get(i));
      if (include.matches()) {
        append(include.group(1), included, text);
        text.append("#line ").append(i + 2).append(" \"cl/").append(path).append("\"\n");
      } else {
        text.append(lines.get(i)).append('\n');
      }
    }
  }

  private static String read(String path) {
    try (InputStream in = KernelSource.class.getResourceAsStream("/cl/" + path)) {
      if (in == null) {
        throw new OpenClException("no kernel file cl/" + path + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
