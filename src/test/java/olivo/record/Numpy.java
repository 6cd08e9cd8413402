package olivo.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import olivo.testing.Needs;

/** Runs Python scripts where there is a Python with NumPy. */
final class Numpy {
  private Numpy() {}

  /**
   * What a script prints; the test is left out where there is no NumPy, but fails in continuous
   * integration.
   */
  static String run(String script, Path argument) throws IOException, InterruptedException {
    Needs.that(works(), "python3 with numpy");
    Process process =
        new ProcessBuilder("python3", "-c", script, argument.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
    return output.strip();
  }

  private static boolean works() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import numpy")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
