package olivo.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs that take part in making a bundle. */
final class Subprocess {
  private Subprocess() {}

  /**
   * Runs a program to its end.
   *
   * @return what it printed
   * @throws BundleException if its exit status is not 0
   */
  static String output(Path directory, List<String> command) throws IOException {
    return output(directory, Map.of(), command);
  }

  /**
   * Runs a program to its end.
   *
   * @param variables of its environment, beside those of this process
   */
  static String output(Path directory, Map<String, String> variables, List<String> command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    // Options meant for this Java are not meant for those that it starts.
    builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new BundleException(
            command.get(0)
                + " ended with status "
                + status
                + ": "
                + output.strip().replaceAll("\\s*\\R\\s*", "; "));
      }
      return output;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
