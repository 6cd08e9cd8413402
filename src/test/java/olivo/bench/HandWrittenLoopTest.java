package olivo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olivo.testing.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The C++ program that {@code benchmarks/anchor} compares Olivo with: it must do the work of the
 * microcircuit, or comparing with it would be worth nothing.
 */
class HandWrittenLoopTest {
  @TempDir static Path directory;

  private record Outcome(int status, String text) {
    double rateHz(String population) {
      return number(population + " +([0-9.]+) Hz");
    }

    double number(String pattern) {
      return Double.parseDouble(group(pattern));
    }

    String group(String pattern) {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      assertThat(matcher.find()).as("'%s' in %s", pattern, text).isTrue();
      return matcher.group(1);
    }
  }

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    Path info = Path.of("/proc/cpuinfo");
    Needs.that(
        Files.isReadable(info) && Files.readString(info).contains(" avx2"),
        "a processor with AVX2");
    Needs.that(succeeds("g++", "--version"), "g++");
    Outcome compiled =
        run(
            "g++ -O3 -march=native -pthread -std=c++17 -Wall -Wextra -Werror -o",
            program(),
            "benchmarks/anchor/circuit.cpp");
    assertThat(compiled.status()).as(compiled.text()).isZero();
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String program() {
    return directory.resolve("circuit").toString();
  }

  private static Outcome run(String options, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(options.split(" ")));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }

  @Test
  void shouldFireLikeTheMicrocircuitWhateverTheThreads() throws IOException, InterruptedException {
    Outcome one = run(program() + " --duration 20 --threads 1");
    Outcome two = run(program() + " --duration 20 --threads 2");

    assertThat(one.status()).as(one.text()).isZero();
    assertThat(one.rateHz("PF")).isCloseTo(1 / (1 / 30.0 + 0.005), within(0.2));
    assertThat(one.rateHz("MF")).isCloseTo(30, within(1.0));
    assertThat(one.rateHz("BC")).isBetween(15.0, 25.0);
    assertThat(one.rateHz("PKJ")).isBetween(35.0, 70.0);
    assertThat(one.rateHz("DCN")).isBetween(20.0, 45.0);
    assertThat(one.rateHz("IO")).isBetween(0.7, 1.4);
    assertThat(one.number("([0-9.]+) million synaptic events")).isBetween(10.0, 11.0);
    assertThat(one.number("([0-9.]+) million changes")).isBetween(3.2, 3.6);
    String hash = "hash ([0-9a-f]{16})";
    assertThat(two.group(hash)).isEqualTo(one.group(hash));
  }

  @Test
  void shouldSayWhatItAccepts() throws IOException, InterruptedException {
    Outcome refused = run(program() + " --threads 3");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.text()).contains("'--threads 3'").contains("--threads 1|2");
  }
}
