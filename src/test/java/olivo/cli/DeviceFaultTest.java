package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olivo.device.opencl.FaultyRun;
import olivo.record.format.Recording;
import olivo.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that cannot do what they are asked to, from the beginning or at some point of a run. */
class DeviceFaultTest {
  private static final String LAUNCH = "clEnqueueNDRangeKernel";
  private static final int OUT_OF_HOST_MEMORY = -6;

  @TempDir private Path directory;

  private Path out() {
    return directory.resolve("run");
  }

  /** The default circuit on a device whose driver fails at a certain call. */
  private JavaProcess.Ended fail(String entryPoint, int call, int code) throws IOException {
    return fail("basic", entryPoint, call, code);
  }

  private JavaProcess.Ended fail(String devices, String entryPoint, int call, int code)
      throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(entryPoint, call, code));
    Collections.addAll(
        arguments, "run", "--duration", "1s", "--no-plots", "--device", "opencl", "--out", out());
    return PoclOnly.process(directory)
        .withEnvironment("POCL_DEVICES", devices)
        .run(FaultyRun.class, arguments.toArray());
  }

  private void assertNothingBegun(JavaProcess.Ended ended) {
    assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
    assertThat(out()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "basic, clEnqueueNDRangeKernel, 500, -5, 'launching kernel \\w+ on \\d+ work-items:"
        + " CL_OUT_OF_RESOURCES \\(-5\\), with [0-9.]+ of the device.s [0-9.]+ MB in use by this run'",
    "basic, clEnqueueReadBuffer, 250, -36, 'reading \\w+ after kernel \\w+: CL_INVALID_COMMAND_QUEUE \\(-36\\)'",
    "basic, clFlush, 250, -14, 'waiting for the device after kernel \\w+: CL_EXEC_STATUS_ERROR_.*\\(-14\\)'",
    "basic, clGetEventInfo, 250, -36, 'waiting for the device after kernel \\w+: CL_INVALID_COMMAND_QUEUE .*'",
    "pthread, clSetEventCallback, 250, -6, 'waiting for the device after kernel \\w+: CL_OUT_OF_HOST_MEMORY .*'",
  })
  void shouldKeepWhatWasRecordedWhenTheDeviceIsLost(
      String devices, String entryPoint, int call, int code, String what) throws IOException {
    JavaProcess.Ended ended = fail(devices, entryPoint, call, code);
    assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
    assertThat(ended.out()).isEqualTo(FaultyRun.NOTHING_LEFT);
    assertThat(PoclOnly.errors(ended)).hasSize(1);
    Matcher told =
        Pattern.compile(
                "olivo: ((\\S+) failed in steps (\\d+) to (\\d+): \\2 on opencl:0\\.0: "
                    + what
                    + "); the first [0-9.]+ s are recorded in (\\S+), .*")
            .matcher(PoclOnly.errors(ended).get(0));
    assertThat(told.matches()).as(ended.err()).isTrue();
    assertThat(told.group(5)).isEqualTo(out().toString());

    JsonObject json = Invocation.runJson(out());
    assertThat(json.get("status").getAsString()).isEqualTo("failed");
    assertThat(json.get("failure").getAsString()).isEqualTo(told.group(1));
    assertThat(Files.readString(out().resolve("run.log"))).contains("OpenClException", "\tat ");
    try (Recording recording = Recording.open(out().resolve("recording"))) {
      assertThat(recording.truncated()).isFalse();
      assertThat(recording.recordedSteps())
          .isPositive()
          .isEqualTo(json.get("steps").getAsLong())
          .isLessThanOrEqualTo(Long.parseLong(told.group(3)));
      PartialRun.assertIsTheBeginning(recording, directory.resolve("whole"));
    }
    PartialRun.assertReadableByCommands(out());
  }

  @Test
  void shouldTellTheMemoryInUseWhenItRunsOutAtTheFirstSteps() throws IOException {
    JavaProcess.Ended ended = fail(FaultyRun.ONCE_RUNNING + "clCreateBuffer", 3, -4);
    assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
    assertThat(PoclOnly.errors(ended)).hasSize(1);
    assertThat(PoclOnly.errors(ended).get(0))
        .matches(
            "olivo: (\\S+) failed in steps 0 to \\d+: \\1 on opencl:0\\.0: creating the buffer"
                + " '\\w+' of \\d+ bytes: CL_MEM_OBJECT_ALLOCATION_FAILURE \\(-4\\), with [0-9.]+ of"
                + " the device's [0-9.]+ MB in use by this run; the first 0.0 s are recorded .*");
    PartialRun.assertReadableByCommands(out());
  }

  @Test
  void shouldFailBeforeItBeginsWhenADeviceCannotBeOpened() throws IOException {
    JavaProcess.Ended ended = fail("clCreateContext", 1, OUT_OF_HOST_MEMORY);
    assertNothingBegun(ended);
    assertThat(ended.out()).isEqualTo(FaultyRun.NOTHING_LEFT);
    assertThat(PoclOnly.errors(ended))
        .containsExactly("olivo: creating a context on opencl:0.0: CL_OUT_OF_HOST_MEMORY (-6)");
  }

  /** Drivers have three ways to say so. */
  @ParameterizedTest
  @CsvSource({
    "-4, CL_MEM_OBJECT_ALLOCATION_FAILURE",
    "-5, CL_OUT_OF_RESOURCES",
    "-6, CL_OUT_OF_HOST_MEMORY"
  })
  void shouldNameThePopulationWhenADeviceHasNoRoomForIt(int code, String name) throws IOException {
    JavaProcess.Ended ended = fail("clCreateBuffer", 40, code);
    assertNothingBegun(ended);
    assertThat(ended.out()).isEqualTo(FaultyRun.NOTHING_LEFT);
    assertThat(PoclOnly.errors(ended)).hasSize(1);
    assertThat(ended.err())
        .matches(
            "olivo: (BC|PKJ|DCN|IO) on opencl:0\\.0: creating the buffer '[a-z ]+' of \\d+ bytes:"
                + " %s \\(%d\\), with [0-9.]+ of the device's [0-9.]+ MB in use by this run\\R"
                    .formatted(name, code));
  }

  @Test
  void shouldRefuseAPopulationThatIsTooLargeForTheDevice() throws IOException {
    JavaProcess.Ended ended =
        PoclOnly.process(directory)
            .with("-Xmx6g")
            .withEnvironment("POCL_MEMORY_LIMIT", 1)
            .run(
                Main.class,
                "run",
                "--set",
                "populations.PF.size=36000000",
                "--device",
                "opencl:0.0",
                "--out",
                out());
    assertThat(ended.status()).as(ended.toString()).isEqualTo(2);
    assertThat(out()).doesNotExist();
    assertThat(PoclOnly.errors(ended))
        .containsExactly(
            "olivo: PF on opencl:0.0: the buffer 'next spikes' takes 288.0 MB, the device holds at"
                + " most 268.4 MB in one buffer");
  }

  @Test
  void shouldShowWhatTheCompilerSaysWhenAKernelDoesNotBuild() throws IOException {
    Path kernels = Files.createDirectories(directory.resolve("classes/cl/neuron"));
    Path kernel = kernels.resolve("lif_passes.cl");
    Files.writeString(kernel, "__kernel void lif_passes() {\n  no such thing;\n}\n");
    JavaProcess.Ended ended =
        PoclOnly.process(directory)
            .withClasses(directory.resolve("classes"))
            .run(Main.class, "run", "--device", "opencl:0.0", "--out", out());
    assertNothingBegun(ended);
    // The compiler may have a word of its own before.
    List<String> errors =
        PoclOnly.errors(ended).stream().dropWhile(line -> !line.startsWith("olivo: ")).toList();
    assertThat(errors.get(0))
        .isEqualTo(
            "olivo: BC on opencl:0.0: cl/neuron/lif_passes.cl does not compile:"
                + " CL_BUILD_PROGRAM_FAILURE (-11)");
    assertThat(errors.get(1)).startsWith("device: opencl:0.0 ").contains("Portable Computing");
    assertThat(errors.get(2)).startsWith("options: -cl-std=CL1.2 ").contains("-D RECEPTORS=1");
    assertThat(ended.err()).contains("cl/neuron/lif_passes.cl:2:3");
  }

  @Test
  void shouldNameWhatThereIsWhenADeviceIsAbsent() throws IOException {
    JavaProcess.Ended ended =
        PoclOnly.process(directory)
            .run(Main.class, "run", "--device", "opencl:7.0", "--out", out());
    assertThat(ended.status()).isEqualTo(2);
    assertThat(PoclOnly.errors(ended))
        .containsExactly(
            "olivo: --device: there is no device opencl:7.0; there are jvm, opencl:0.0");
    assertThat(out()).doesNotExist();
  }
}
