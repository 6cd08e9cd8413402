package olivo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process like this one: the same Java, options, class path and environment. */
public final class JavaFork {
  /** Not to be had twice: a debugger's port, a profile's file, an agent's state. */
  private static final List<String> NOT_PASSED_ON =
      List.of("-agentlib", "-agentpath", "-javaagent", "-Xrunjdwp", "-XX:ArchiveClassesAtExit");

  private final List<String> command = new ArrayList<>();

  /**
   * A process to be run.
   *
   * @param main its main class
   * @param arguments what it is given
   */
  public JavaFork(String main, List<String> arguments) throws IOException {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (NOT_PASSED_ON.stream().noneMatch(option::startsWith)) {
        command.add(option);
      }
    }
    command.add("-cp");
    command.add(classPath());
    command.add(main);
    command.addAll(arguments);
  }

  /** A file that this process names by way of its own open files has another name for others. */
  private static String classPath() throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Path path = Path.of(entry);
      entries.add(
          path.startsWith("/proc/self") && Files.exists(path)
              ? path.toRealPath().toString()
              : entry);
    }
    return String.join(":", entries);
  }

  /**
   * Runs it to its end. It ends with this process at the latest.
   *
   * @param log gets everything that it prints
   * @return its exit status
   */
  public int run(Path log) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    Thread end = new Thread(process::destroyForcibly, "fork-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      process.getOutputStream().close();
      return process.waitFor();
    } finally {
      process.destroyForcibly();
      try {
        Runtime.getRuntime().removeShutdownHook(end);
      } catch (IllegalStateException e) {
        // This process is going away, and the hook does the same as the line above.
        Thread.yield();
      }
    }
  }

  /** The last line that a process printed, to say what went wrong. */
  public static String lastWords(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> said = lines.filter(line -> !line.isBlank()).toList();
      return said.isEmpty() ? "it said nothing" : said.get(said.size() - 1).strip();
    }
  }
}
