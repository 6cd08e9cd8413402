package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenClPlatformsTest {
  @Test
  void shouldDescribeDevicesWhenThereAreAny() {
    for (FoundDevice device : Bench.devices()) {
      assertThat(device.name()).matches("opencl:\\d+\\.\\d+");
      assertThat(device.platform()).isNotBlank();
      assertThat(device.model()).isNotBlank();
      assertThat(device.vendor()).isNotBlank();
      assertThat(device.driver()).isNotBlank();
      assertThat(device.memoryBytes()).isPositive();
      assertThat(device.largestBufferBytes()).isPositive();
      assertThat(device.computeUnits()).isPositive();
      assertThat(device.largestWorkGroup()).isPositive();
    }
  }

  @Test
  void shouldNameWhatThereIsWhenDeviceIsUnknown() {
    String known = Bench.devices().get(0).name();
    assertThatThrownBy(() -> OpenClDevice.open("opencl:9.9"))
        .isInstanceOf(OpenClException.class)
        .hasMessageContaining("opencl:9.9")
        .hasMessageContaining(known);
  }

  @Test
  void shouldKeepArithmeticAndNullPointerExceptionsWhenDriverIsAwake() {
    for (FoundDevice device : Bench.devices()) {
      WarmUp.compileAndRun(device);
    }
    assertThat(HostExceptions.caught()).isEqualTo(HostExceptions.expected());
  }

  @Test
  void shouldRefuseKernelWhenItsArgumentsAreOthers() {
    FoundDevice device = Bench.devices().get(0);
    try (ClContext context = new ClContext(device);
        ClWorkspace workspace = new ClWorkspace(context, "test")) {
      assertThatThrownBy(
              () -> workspace.kernel("common/warm_up.cl", List.of(), signature("int* gm_other")))
          .isInstanceOf(OpenClException.class)
          .hasMessageContaining("'int* gm_out'")
          .hasMessageContaining("'int* gm_other'");
      assertThatThrownBy(
              () -> workspace.kernel("common/warm_up.cl", List.of(), signature("float* gm_out")))
          .hasMessageContaining("'float* gm_out'");
      assertThatThrownBy(
              () ->
                  workspace.kernel(
                      "common/warm_up.cl", List.of(), signature("int* gm_out", "int more")))
          .hasMessageContaining("1 arguments");
      ClKernel kernel = workspace.kernel("common/warm_up.cl", List.of(), signature("int* gm_out"));
      assertThatThrownBy(() -> kernel.begin().integer(1)).hasMessageContaining("argument 0");
      assertThatThrownBy(() -> kernel.begin().launch(1, 1)).hasMessageContaining("0 arguments");
    }
  }

  private static KernelSignature signature(String... arguments) {
    return new KernelSignature("warm_up", List.of(arguments));
  }

  @Test
  void shouldTellDeviceOptionsAndLogWhenProgramDoesNotCompile() {
    FoundDevice device = Bench.devices().get(0);
    try (ClContext context = new ClContext(device)) {
      KernelSource source = KernelSource.load("neuron/lif.cl");
      assertThatThrownBy(() -> context.programs().program(source, List.of("RECEPTORS=1"), "PKJ"))
          .isInstanceOf(ProgramBuildException.class)
          .hasMessageContaining("PKJ: cl/neuron/lif.cl does not compile")
          .hasMessageContaining(device.model())
          .hasMessageContaining("-cl-std=CL1.2")
          .hasMessageContaining("RECEPTORS=1")
          .hasMessageContaining("COUPLED not defined");
    }
  }

  @Test
  void shouldBuildProgramOnceWhenAskedTwice() {
    try (ClContext context = new ClContext(Bench.devices().get(0))) {
      KernelSource source = KernelSource.load("common/warm_up.cl");
      long first = context.programs().program(source, List.of(), "A");
      assertThat(context.programs().program(source, List.of(), "B")).isEqualTo(first);
      assertThat(context.programs().program(source, List.of("OTHER=1"), "C")).isNotEqualTo(first);
    }
  }

  @Test
  void shouldIncludeEveryFileOnceAndKeepLineNumbersWhenLoaded() {
    String text = KernelSource.load("neuron/lif.cl").text();
    assertThat(text).doesNotContain("#include");
    assertThat(text).containsOnlyOnce("#line 1 \"cl/common/real.clh\"");
    assertThat(text).containsOnlyOnce("#pragma OPENCL FP_CONTRACT OFF");
    assertThat(text).contains("\"cl/neuron/lif.cl\"");
    assertThatThrownBy(() -> KernelSource.load("no/such.cl")).hasMessageContaining("no/such.cl");
  }

  @Test
  void shouldReadBackWhatWasWrittenWhenItTakesSeveralPieces() {
    try (ClContext context = new ClContext(Bench.devices().get(0));
        ClWorkspace workspace = new ClWorkspace(context, "test")) {
      int[] ints = new int[(1 << 21) + 3];
      float[] floats = new float[ints.length];
      long[] longs = new long[(1 << 19) + 1];
      for (int i = 0; i < ints.length; i++) {
        ints[i] = 31 * i;
        floats[i] = -i;
        longs[i % longs.length] = i * 0x1_0000_0001L;
      }
      assertThat(workspace.readInts(workspace.ints("ints", ints), ints.length)).isEqualTo(ints);
      assertThat(workspace.readFloats(workspace.floats("floats", floats), floats.length))
          .isEqualTo(floats);
      ByteBuffer halves = ByteBuffer.allocate(8 * longs.length).order(ByteOrder.nativeOrder());
      halves
          .asIntBuffer()
          .put(workspace.readInts(workspace.longs("longs", longs), 2 * longs.length));
      long[] read = new long[longs.length];
      halves.asLongBuffer().get(read);
      assertThat(read).isEqualTo(longs);
      assertThat(context.bytesInUse()).isEqualTo(8L * ints.length + 8L * longs.length);
    }
  }

  @Test
  void shouldRefuseSizesWhenKernelsCouldNotIndexThem() {
    FoundDevice device = Bench.devices().get(0);
    try (ClContext context = new ClContext(device);
        ClWorkspace workspace = new ClWorkspace(context, "PKJ")) {
      assertThatThrownBy(() -> new OpenClArrivalRing(workspace, 1 << 10, 1 << 21))
          .isInstanceOf(OpenClException.class)
          .hasMessage(
              "PKJ on "
                  + device.name()
                  + ": 'arrival ring' takes 2147483648 words, kernels reach 2147483647:"
                  + " use more slices");
      assertThatThrownBy(() -> new SpikeList(workspace, 1 << 28, 0, 1))
          .hasMessageContaining(": 268435456 cells are too many for a device");
      assertThatThrownBy(() -> workspace.words("targets", 1L << 31))
          .hasMessageContaining("'targets'");
      assertThat(workspace.words("targets", Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
      assertThat(context.bytesInUse()).isZero();
    }
  }

  @Test
  void shouldRefuseListWhenMoreSpikesAreCountedThanHaveRoom() {
    FoundDevice device = Bench.devices().get(0);
    try (ClContext context = new ClContext(device);
        ClWorkspace workspace = new ClWorkspace(context, "test")) {
      SpikeList list = new SpikeList(workspace, 3, 0, 100);
      list.begin(2);
      workspace.fill(list.buffer(), 7, 1);
      list.request();
      workspace.finish();
      assertThatThrownBy(() -> list.take(new SpikeGatherer(0), 0))
          .hasMessageContaining("7 spikes")
          .hasMessageContaining("6 have room");
    }
  }
}
