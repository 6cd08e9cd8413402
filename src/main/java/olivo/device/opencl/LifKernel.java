package olivo.device.opencl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import olivo.device.NeuronState;
import olivo.device.layout.GapGraph;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.NeuronStage;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SynapseLayout;
import olivo.model.Philox;
import olivo.model.StateArrays;

/**
 * The update of a slice with its state: {@code neuron/lif.cl}, on processors {@code
 * neuron/lif_passes.cl}.
 */
final class LifKernel {
  private static final int RECEPTOR_WORDS = 6;
  private static final List<String> ARGUMENTS =
      List.of(
          "float* gm_v",
          "int* gm_held",
          "float* gm_amplitude",
          "float* gm_rising",
          "int* gm_arrivals",
          "float* gm_receptor",
          "float* gm_drive",
          "float* gm_cell",
          "int* gm_gap_start",
          "int* gm_partner",
          "float* gm_potentials",
          "int* gm_probe",
          "float* gm_samples",
          "int* gm_spikes",
          "int capacity",
          "int cell_bits",
          "int n",
          "int first_cell",
          "int slots",
          "long interval",
          "int begin",
          "int end",
          "float leak",
          "float gain",
          "int refractory",
          "float flush",
          "float g_gap",
          "float noise_per_bit",
          "int stream",
          "int key0",
          "int key1",
          "int publish");
  private static final KernelSignature BY_CELL = new KernelSignature("lif", ARGUMENTS);
  private static final KernelSignature IN_PASSES =
      new KernelSignature(
          "lif_passes",
          Stream.concat(ARGUMENTS.stream(), Stream.of("float* gm_sum", "int chunks")).toList());

  private final ClWorkspace workspace;
  private final Tuning tuning;
  private final NeuronLayout layout;
  private final Philox random;
  private final int wholeGroup;
  private final ClKernel kernel;
  private final ClBuffer v;
  private final ClBuffer held;
  private final ClBuffer amplitude;
  private final ClBuffer rising;
  private final ClBuffer receptors;
  private final ClBuffer drive;
  private final float[] drivePa;
  private final ClBuffer cell;
  private final ClBuffer gapStart;
  private final ClBuffer partners;
  private final ClBuffer potentials;
  private final ClBuffer sum;
  private final boolean inPasses;
  private NeuronStage now;

  LifKernel(ClWorkspace workspace, Tuning tuning, NeuronLayout layout) {
    this.workspace = workspace;
    this.tuning = tuning;
    this.layout = layout;
    this.random = new Philox(layout.key());
    this.inPasses = !tuning.atomicArrivals();
    int cells = layout.slice().cells();
    this.kernel =
        workspace.kernel(
            inPasses ? "neuron/lif_passes.cl" : "neuron/lif.cl",
            macros(layout),
            inPasses ? IN_PASSES : BY_CELL);
    this.wholeGroup = Math.min(cells, kernel.largestGroup());
    this.v = workspace.floats("potentials", layout.vInitMv());
    this.held = workspace.zeros("refractory counters", cells);
    long amplitudes = (long) layout.receptors().size() * cells;
    this.amplitude = workspace.zeros("amplitudes", amplitudes);
    this.rising = workspace.zeros("rising parts", hasAlpha(layout) ? amplitudes : 0);
    this.now = layout.stageAt(0);
    this.receptors = workspace.floats("receptors", receptorConstants(now));
    this.drive = workspace.floats("drive", new float[cells]);
    this.drivePa = new float[cells];
    this.cell = workspace.floats("cells", cellConstants(now));
    boolean coupled = layout.gapJunctions() != null;
    this.gapStart = workspace.ints("gap junctions", coupled ? gapStarts() : new int[0]);
    this.partners =
        workspace.ints("partners", coupled ? layout.gapJunctions().partner() : new int[0]);
    this.sum = workspace.buffer("sums", inPasses ? 4L * cells : 0);
    this.potentials =
        workspace.zeros("whole potentials", coupled ? layout.slice().populationSize() : 0);
  }

  /** Adds what it takes. */
  static void tally(BufferTally tally, Tuning tuning, NeuronLayout layout) {
    long cells = layout.slice().cells();
    long amplitudes = layout.receptors().size() * cells;
    boolean coupled = layout.gapJunctions() != null;
    tally
        .written("potentials", cells)
        .empty("refractory counters", cells)
        .empty("amplitudes", amplitudes)
        .empty("rising parts", hasAlpha(layout) ? amplitudes : 0)
        .written("receptors", (long) RECEPTOR_WORDS * layout.receptors().size())
        .written("drive", cells)
        .written("cells", 3 * cells)
        .written("gap junctions", coupled ? cells + 1 : 0)
        .written("partners", coupled ? layout.gapJunctions().partner().length : 0)
        .empty("sums", tuning.atomicArrivals() ? 0 : cells)
        .empty("whole potentials", coupled ? layout.slice().populationSize() : 0);
  }

  private static List<String> macros(NeuronLayout layout) {
    List<SynapseLayout.Kind> kinds =
        layout.receptors().stream().map(receptor -> receptor.synapse().kind()).toList();
    boolean exact = layout.membrane().exact();
    boolean plain = !exact && kinds.stream().allMatch(SynapseLayout.Kind.EXP_CONDUCTANCE::equals);
    List<String> macros =
        new ArrayList<>(
            List.of(
                "RECEPTORS=" + kinds.size(),
                macro("PLAIN", plain),
                macro("ALPHA", hasAlpha(layout)),
                macro("EXACT", exact),
                macro("COUPLED", layout.gapJunctions() != null),
                macro("NOISE", layout.isNoisy()),
                macro("PROBED", !layout.probes().isEmpty())));
    if (!kinds.isEmpty()) {
      macros.add(
          "SHAPES="
              + kinds.stream()
                  .map(kind -> Integer.toString(kind.ordinal()))
                  .collect(Collectors.joining(",")));
    }
    return macros;
  }

  private static String macro(String name, boolean value) {
    return name + "=" + (value ? 1 : 0);
  }

  private static boolean hasAlpha(NeuronLayout layout) {
    return layout.receptors().stream().anyMatch(receptor -> receptor.synapse().kind().isAlpha());
  }

  private static float[] receptorConstants(NeuronStage stage) {
    float[] constants = new float[RECEPTOR_WORDS * stage.quanta().length];
    int at = 0;
    for (int r = 0; r < stage.quanta().length; r++) {
      SynapseLayout synapse = stage.synapses().get(r);
      constants[at++] = synapse.decay();
      constants[at++] = synapse.rise();
      constants[at++] = synapse.eRevMv();
      constants[at++] = synapse.gain();
      constants[at++] = synapse.riseGain();
      constants[at++] = stage.quanta()[r];
    }
    return constants;
  }

  private static float[] cellConstants(NeuronStage stage) {
    int cells = stage.eLMv().length;
    float[] constants = new float[3 * cells];
    System.arraycopy(stage.eLMv(), 0, constants, 0, cells);
    System.arraycopy(stage.vThMv(), 0, constants, cells, cells);
    System.arraycopy(stage.vResetMv(), 0, constants, 2 * cells, cells);
    return constants;
  }

  /** Other numbers hold from the next launch on. */
  void enter(NeuronStage stage) {
    now = stage;
    workspace.write(receptors, receptorConstants(stage));
    workspace.write(cell, cellConstants(stage));
  }

  /**
   * Enqueues: the drive of a step and those after it.
   *
   * @return the first step after them
   */
  long drive(long step) {
    now.drive().at(step, drivePa);
    workspace.write(drive, drivePa);
    return now.drive().nextChange(step);
  }

  private int[] gapStarts() {
    GapGraph gap = layout.gapJunctions();
    int[] starts = new int[layout.slice().cells() + 1];
    System.arraycopy(gap.rowStart(), layout.slice().firstCell(), starts, 0, starts.length);
    return starts;
  }

  /** As {@link NeuronState#save}, but for arrivals. */
  void save(StateArrays into) {
    int cells = layout.slice().cells();
    into.put(NeuronState.V, workspace.readFloats(v, cells));
    into.put(NeuronState.REFRACTORY, workspace.readInts(held, cells));
    float[] amplitudes = workspace.readFloats(amplitude, layout.receptors().size() * cells);
    float[] risings =
        hasAlpha(layout) ? workspace.readFloats(rising, amplitudes.length) : new float[0];
    for (int r = 0; r < layout.receptors().size(); r++) {
      ReceptorLayout receptor = layout.receptors().get(r);
      SynapseLayout.Kind kind = receptor.synapse().kind();
      if (kind != SynapseLayout.Kind.DELTA) {
        into.put(
            NeuronState.AMPLITUDE + receptor.name(),
            Arrays.copyOfRange(amplitudes, r * cells, (r + 1) * cells));
      }
      if (kind.isAlpha()) {
        into.put(
            NeuronState.RISING + receptor.name(),
            Arrays.copyOfRange(risings, r * cells, (r + 1) * cells));
      }
    }
  }

  /** As {@link NeuronState#restore}, but for arrivals. */
  void restore(StateArrays.Reader from) {
    int cells = layout.slice().cells();
    workspace.write(v, from.floats(NeuronState.V, cells));
    workspace.write(held, from.ints(NeuronState.REFRACTORY, cells));
    float[] amplitudes = new float[layout.receptors().size() * cells];
    float[] risings = new float[hasAlpha(layout) ? amplitudes.length : 0];
    for (int r = 0; r < layout.receptors().size(); r++) {
      ReceptorLayout receptor = layout.receptors().get(r);
      SynapseLayout.Kind kind = receptor.synapse().kind();
      if (kind != SynapseLayout.Kind.DELTA) {
        float[] saved = from.floats(NeuronState.AMPLITUDE + receptor.name(), cells);
        System.arraycopy(saved, 0, amplitudes, r * cells, cells);
      }
      if (kind.isAlpha()) {
        float[] saved = from.floats(NeuronState.RISING + receptor.name(), cells);
        System.arraycopy(saved, 0, risings, r * cells, cells);
      }
    }
    workspace.write(amplitude, amplitudes);
    workspace.write(rising, risings);
  }

  ClBuffer v() {
    return v;
  }

  /** Enqueues steps of a slice that needs no potentials of others. */
  void launchAlone(OpenClNeurons state, int begin, int end) {
    boolean coupled = layout.gapJunctions() != null;
    arguments(state, begin, end, coupled ? 1 : 0);
    if (inPasses) {
      launchPasses(coupled ? 1 : tuning.chunks());
    } else if (coupled) {
      kernel.launch(wholeGroup, wholeGroup);
    } else {
      kernel.launch(layout.slice().cells(), tuning.group());
    }
  }

  /** Takes one step with the given potentials of the whole population, and waits. */
  void launchWith(float[] wholePotentials, OpenClNeurons state, int offset) {
    if (layout.gapJunctions() != null) {
      workspace.write(potentials, wholePotentials);
    }
    arguments(state, offset, offset + 1, 0);
    if (inPasses) {
      launchPasses(tuning.chunks());
    } else {
      kernel.launch(layout.slice().cells(), tuning.group());
    }
  }

  private void launchPasses(int chunks) {
    kernel.buffer(sum).integer(chunks).launch(tuning.ownItems(chunks), tuning.shareGroup());
  }

  private void arguments(OpenClNeurons state, int begin, int end, int publish) {
    kernel
        .begin()
        .buffer(v)
        .buffer(held)
        .buffer(amplitude)
        .buffer(rising)
        .buffer(state.arrivals())
        .buffer(receptors)
        .buffer(drive)
        .buffer(cell)
        .buffer(gapStart)
        .buffer(partners)
        .buffer(potentials)
        .buffer(state.probes().table())
        .buffer(state.probes().values())
        .buffer(state.spikes().buffer())
        .integer(state.spikes().capacity())
        .integer(state.spikes().cellBits())
        .integer(layout.slice().cells())
        .integer(layout.slice().firstCell())
        .integer(state.slots())
        .integer64(state.interval())
        .integer(begin)
        .integer(end)
        .real(now.membrane().leak())
        .real(now.membrane().gain())
        .integer(layout.refractorySteps())
        .real(ReceptorLayout.FLUSH)
        .real(now.gapNs())
        .real(now.noisePerBit())
        .integer(layout.noiseStream())
        .integer(random.key0())
        .integer(random.key1())
        .integer(publish);
  }
}
