package olivo.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java of its own with the class path of the tests, for what a process can do only once. */
public final class JavaProcess {
  private static final long PATIENCE_S = 600;

  /** From this version on Java warns of it on the terminal. */
  private static final int WARNS_OF_NATIVE_CODE = 24;

  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String classPath = System.getProperty("java.class.path");

  /**
   * How it ended.
   *
   * @param status exit status
   * @param out what it printed
   * @param err what it complained about
   */
  public record Ended(int status, String out, String err) {
    /** The number in a line {@code name=number} that it printed. */
    public long figure(String name) {
      String prefix = name + "=";
      return out.lines()
          .filter(line -> line.startsWith(prefix))
          .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " in " + this));
    }
  }

  /** Adds options of Java. */
  public JavaProcess with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Sets a variable of the environment. */
  public JavaProcess withEnvironment(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  /** Puts a directory before everything else on the class path. */
  public JavaProcess withClasses(Path directory) {
    classPath = directory + System.getProperty("path.separator") + classPath;
    return this;
  }

  /** Runs a class to the end. */
  public Ended run(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= WARNS_OF_NATIVE_CODE) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = null;
    try {
      process = builder.start();
      Process started = process;
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> read(started.getErrorStream()));
      CompletableFuture<String> out =
          CompletableFuture.supplyAsync(() -> read(started.getInputStream()));
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            main.getSimpleName() + " has not ended: " + out.join() + err.join());
      }
      return new Ended(process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static String read(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
