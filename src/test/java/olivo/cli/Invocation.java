package olivo.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line that was run inside the tests' own process.
 *
 * @param status exit status
 * @param out what it printed
 * @param err what it complained about
 */
record Invocation(int status, String out, String err) {
  static Invocation of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int status = Main.execute(new PrintWriter(out), new PrintWriter(err), words);
    return new Invocation(status, out.toString(), err.toString());
  }

  /** The default circuit for a moment, without plots. */
  static Invocation shortRun(Path directory, Object... more) {
    List<Object> args = new ArrayList<>();
    args.addAll(List.of("run", "--duration", "300 ms", "--no-plots", "--out", directory));
    args.addAll(List.of(more));
    return of(args.toArray());
  }

  List<String> errLines() {
    return err.lines().toList();
  }

  static JsonObject runJson(Path directory) throws IOException {
    return JsonParser.parseString(Files.readString(directory.resolve("run.json")))
        .getAsJsonObject();
  }

  static JsonObject digests(Path directory) throws IOException {
    return runJson(directory).getAsJsonObject("digests");
  }
}
