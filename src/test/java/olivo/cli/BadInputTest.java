package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Bad input ends with status 2, a line for each mistake, and nothing written. */
class BadInputTest {
  @TempDir private Path directory;

  private DynamicTest refused(String what, List<String> expected, Object... args) {
    return DynamicTest.dynamicTest(what, () -> assertRefused(expected, args));
  }

  /** Expects as many lines of mistakes as given, each with the given text in it. */
  private void assertRefused(List<String> expected, Object... args) throws IOException {
    List<String> before = everythingIn(directory);
    Invocation invocation = Invocation.of(args);
    assertThat(invocation.status()).as(invocation.err()).isEqualTo(2);
    assertThat(invocation.out()).isEmpty();
    List<String> mistakes =
        invocation.errLines().stream().filter(line -> line.startsWith("olivo: ")).toList();
    assertThat(mistakes).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(mistakes.get(i)).contains(expected.get(i)).hasSizeLessThan(400);
    }
    assertThat(invocation.err())
        .doesNotContain("Exception", "java.", "olivo.", "\tat ", "internal error", "null");
    assertThat(everythingIn(directory)).isEqualTo(before);
  }

  private static List<String> everythingIn(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private DynamicTest refusedSet(String expected, String set) {
    return refused(
        "--set " + set,
        List.of("--set " + set + ": " + expected),
        "run",
        "--set",
        set,
        "--out",
        directory.resolve("run"));
  }

  private DynamicTest refusedOption(String expected, Object... options) {
    List<Object> args = new ArrayList<>(List.of("run", "--out", directory.resolve("run")));
    args.addAll(List.of(options));
    return refused(List.of(options).toString(), List.of(expected), args.toArray());
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseBadTopologies() throws IOException {
    Path out = directory.resolve("run");
    return Stream.of(
        refusedSet("populations.PKJ.model.g_l: unknown key", "populations.PKJ.model.g_l=1nS"),
        refusedSet(
            "populations.PKJ.model.C_m: got '250', which has no unit",
            "populations.PKJ.model.C_m=250"),
        refusedSet("populations.PF.size: must be at least 1, got -3", "populations.PF.size=-3"),
        refusedSet(
            "projections.PF-PKJ.from: got 'PX'; needs a population", "projections.PF-PKJ.from=PX"),
        refusedSet("dt: must be above 0", "dt=0ms"),
        refusedSet("duration: got 'banana'", "duration=banana"),
        refused("--set x", List.of("--set x: needs the form path=value"), "run", "--set", "x"),
        refused(
            "several mistakes",
            List.of("populations.PF.size: ", "populations.MF.size: ", "seed: "),
            "run",
            "--set",
            "populations.PF.size=0",
            "--set",
            "populations.MF.size=many",
            "--set",
            "seed=1.5",
            "--out",
            out),
        refused(
            "absent file",
            List.of("absent.conf: no such file"),
            "run",
            directory.resolve("absent.conf"),
            "--out",
            out),
        refused("a directory", List.of(directory + ": is a directory"), "run", directory),
        refused("below a file", List.of("x.conf: "), "run", file("f", "").resolve("x.conf")),
        refused(
            "syntax error",
            List.of("syntax.conf:2: "),
            "run",
            file("syntax.conf", "name = x\npopulations {{\n"),
            "--out",
            out),
        refused(
            "not a text",
            List.of("binary.conf: is not a text"),
            "check",
            Files.write(directory.resolve("binary.conf"), new byte[] {(byte) 0xFF, 0, 1})),
        refused(
            "empty file",
            List.of("dt: ", "duration: ", "name: ", "populations: "),
            "check",
            file("empty.conf", "")));
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseBadOptions() {
    return Stream.of(
        refusedOption("--duration banana: got 'banana'; needs a time", "--duration", "banana"),
        refusedOption("--duration 0 s: must be above 0", "--duration", "0 s"),
        refusedOption("--duration -5s: must be above 0", "--duration", "-5s"),
        refusedOption("--duration 5: got '5', which has no unit", "--duration", "5"),
        refusedOption("--duration: the value is empty", "--duration", ""),
        refusedOption("--seed x: got 'x'; needs a whole number", "--seed", "x"),
        refusedOption("--seed: the value is empty", "--seed", " "),
        refusedOption("'--threads': got '0'; needs a whole number from 1", "--threads", 0),
        refusedOption("'--threads': got 'many'; needs a whole number", "--threads", "many"),
        refusedOption("--device: there is no device 'cuda'; accepted are auto", "--device", "cuda"),
        refusedOption("--device: there is no device ''; accepted", "--device", "jvm,"),
        refusedOption("--device: auto chooses by itself", "--device", "auto,jvm"),
        refusedOption("--device: there is no device opencl:99.0", "--device", "opencl:99.0"),
        refusedOption(
            "placement.default: there is no device opencl:99.0",
            "--set",
            "placement.default=\"opencl:99.0\""),
        refusedOption(
            "placement.PKJ: there is no device opencl:99.0",
            "--set",
            "placement.PKJ.devices=[\"opencl:99.0\"]"),
        refusedOption(
            "--device: there is no device opencl:99.1", "--device", "opencl:99.1,opencl:99.0"),
        refusedOption(
            "there is no device opencl:98.7; there are jvm",
            "--set",
            "placement.PKJ.devices=\"opencl:98.7\""),
        refusedOption(
            "placement.PKJ.slices: must be at least 1", "--set", "placement.PKJ.slices=0"),
        refusedOption("'--epoch-steps': got '0'; needs a whole number", "--epoch-steps", 0),
        refusedOption("Unknown option: '--bogus'", "--bogus"),
        refusedOption("Missing required parameter for option '--out'", "--out"),
        refusedOption("run takes no 'more' here", "conf/microcircuit.conf", "more"),
        refused(
            "unknown command",
            List.of(
                "there is no command 'rnu'; commands are run, resume, check, plan, sweep, experiment, verify, analyze,"),
            "rnu",
            "--seed",
            "1"),
        refused("no run directory", List.of("Missing required parameter: 'RUN_DIR'"), "export"),
        refused("unknown format", List.of("'--format'"), "export", directory, "--format", "hdf5"),
        refused(
            "export of no run",
            List.of(directory + ": is not the directory of a run"),
            "export",
            directory),
        refused(
            "analysis of no run",
            List.of("nowhere: no such directory; the directory of a run is needed"),
            "analyze",
            directory.resolve("nowhere")));
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseToBundle() throws IOException {
    Path file = file("file", "x");
    Path filled = Files.createDirectory(directory.resolve("filled"));
    Files.writeString(filled.resolve("thesis.txt"), "x");
    Path free = directory.resolve("free");
    Path absent = directory.resolve("absent");
    return Stream.of(
        refusedBundle("--out " + file + ": is a file", "--out", file),
        refusedBundle("--out " + filled + ": is not empty", "--out", filled),
        refusedBundle("holds no earlier bundle", "--out", filled, "--overwrite"),
        refusedBundle(
            "--out " + absent.resolve("x") + ": there is no directory " + absent,
            "--out",
            absent.resolve("x")),
        refusedBundle("--out /: is no name of a directory", "--out", "/"),
        refusedBundle("--tar " + filled + ": is a directory", "--out", free, "--tar", filled),
        refusedBundle("--tar " + file + ": exists", "--out", free, "--tar", file),
        refusedBundle(
            "lies in the directory of the bundle", "--out", free, "--tar", free.resolve("x.tgz")),
        refusedBundle("is none: start it by the program olivo", "--out", free));
  }

  private DynamicTest refusedBundle(String expected, Object... options) {
    List<Object> args = new ArrayList<>(List.of("bundle"));
    args.addAll(List.of(options));
    return refused(args.toString(), List.of(expected), args.toArray());
  }

  @Test
  void shouldSuggestAnOptionOfASimilarName() {
    assertThat(Invocation.of("run", "--durration", "5s").err()).contains("--duration");
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseBadRunDirectories() throws IOException {
    Path file = file("file", "x");
    Path filled = Files.createDirectory(directory.resolve("filled"));
    Files.writeString(filled.resolve("thesis.txt"), "x");
    Path earlier = directory.resolve("earlier");
    assertThat(Invocation.shortRun(earlier, "--quiet").status()).isZero();
    return Stream.of(
        refusedOut("is a file", file),
        refusedOut("cannot be created", file.resolve("below/it")),
        refusedOut("cannot be created (no such file or directory)", Path.of("/proc/olivo-test")),
        refusedOut("is not empty and holds no earlier run", filled),
        refused(
            "overwriting what is no run",
            List.of("--out " + filled + ": is not empty and holds no earlier run"),
            "run",
            "--overwrite",
            "--out",
            filled),
        refusedOut("holds an earlier run; name another directory or add --overwrite", earlier));
  }

  private DynamicTest refusedOut(String expected, Path out) {
    return refused(
        "--out " + directory.relativize(out),
        List.of("--out " + out + ": " + expected),
        "run",
        "--duration",
        "10ms",
        "--out",
        out);
  }
}
