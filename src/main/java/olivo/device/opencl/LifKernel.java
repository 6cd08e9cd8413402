package olivo.device.opencl;

import java.util.List;
import java.util.stream.Stream;
import olivo.device.layout.GapGraph;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.model.Philox;

/**
 * The update of a slice with its state: {@code neuron/lif_cond_exp.cl}, on processors {@code
 * neuron/lif_cond_exp_passes.cl}.
 */
final class LifKernel {
  private static final int RECEPTOR_WORDS = 3;
  private static final List<String> ARGUMENTS =
      List.of(
          "float* gm_v",
          "int* gm_held",
          "float* gm_g",
          "int* gm_arrivals",
          "float* gm_receptor",
          "float* gm_drive",
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
          "float dt_over_c",
          "float g_l",
          "float e_l",
          "float v_th",
          "float v_reset",
          "int refractory",
          "float flush",
          "float g_gap",
          "float noise_per_bit",
          "int stream",
          "int key0",
          "int key1",
          "int publish");
  private static final KernelSignature BY_CELL = new KernelSignature("lif_cond_exp", ARGUMENTS);
  private static final KernelSignature IN_PASSES =
      new KernelSignature(
          "lif_cond_exp_passes",
          Stream.concat(ARGUMENTS.stream(), Stream.of("float* gm_current", "int chunks")).toList());

  private final ClWorkspace workspace;
  private final Tuning tuning;
  private final NeuronLayout layout;
  private final Philox random;
  private final int wholeGroup;
  private final ClKernel kernel;
  private final ClBuffer v;
  private final ClBuffer held;
  private final ClBuffer conductances;
  private final ClBuffer receptors;
  private final ClBuffer drive;
  private final ClBuffer gapStart;
  private final ClBuffer partners;
  private final ClBuffer potentials;
  private final ClBuffer current;
  private final boolean inPasses;

  LifKernel(ClWorkspace workspace, Tuning tuning, NeuronLayout layout) {
    this.workspace = workspace;
    this.tuning = tuning;
    this.layout = layout;
    this.random = new Philox(layout.key());
    this.inPasses = !tuning.atomicArrivals();
    int cells = layout.slice().cells();
    this.kernel =
        workspace.kernel(
            inPasses ? "neuron/lif_cond_exp_passes.cl" : "neuron/lif_cond_exp.cl",
            List.of(
                "RECEPTORS=" + layout.receptors().size(),
                "COUPLED=" + (layout.gapJunctions() == null ? 0 : 1),
                "NOISE=" + (layout.noisePerBitPa() == 0 ? 0 : 1),
                "PROBED=" + (layout.probes().isEmpty() ? 0 : 1)),
            inPasses ? IN_PASSES : BY_CELL);
    this.wholeGroup = Math.min(cells, kernel.largestGroup());
    this.v = workspace.floats("potentials", layout.vInitMv());
    this.held = workspace.zeros("refractory counters", cells);
    this.conductances = workspace.zeros("conductances", (long) layout.receptors().size() * cells);
    this.receptors = workspace.floats("receptors", constantsOf(layout.receptors()));
    this.drive = workspace.floats("drive", layout.drivePa());
    boolean coupled = layout.gapJunctions() != null;
    this.gapStart = workspace.ints("gap junctions", coupled ? gapStarts() : new int[0]);
    this.partners =
        workspace.ints("partners", coupled ? layout.gapJunctions().partner() : new int[0]);
    this.current = workspace.buffer("currents", inPasses ? 4L * cells : 0);
    this.potentials =
        workspace.zeros("whole potentials", coupled ? layout.slice().populationSize() : 0);
  }

  private static float[] constantsOf(List<ReceptorLayout> receptors) {
    float[] constants = new float[RECEPTOR_WORDS * receptors.size()];
    for (int r = 0; r < receptors.size(); r++) {
      constants[RECEPTOR_WORDS * r] = receptors.get(r).decay();
      constants[RECEPTOR_WORDS * r + 1] = receptors.get(r).eRevMv();
      constants[RECEPTOR_WORDS * r + 2] = receptors.get(r).quantumNs();
    }
    return constants;
  }

  private int[] gapStarts() {
    GapGraph gap = layout.gapJunctions();
    int[] starts = new int[layout.slice().cells() + 1];
    System.arraycopy(gap.rowStart(), layout.slice().firstCell(), starts, 0, starts.length);
    return starts;
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
    kernel.buffer(current).integer(chunks).launch(tuning.ownItems(chunks), tuning.shareGroup());
  }

  private void arguments(OpenClNeurons state, int begin, int end, int publish) {
    GapGraph gap = layout.gapJunctions();
    kernel
        .begin()
        .buffer(v)
        .buffer(held)
        .buffer(conductances)
        .buffer(state.arrivals())
        .buffer(receptors)
        .buffer(drive)
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
        .real(layout.dtOverC())
        .real(layout.gLNs())
        .real(layout.eLMv())
        .real(layout.vThMv())
        .real(layout.vResetMv())
        .integer(layout.refractorySteps())
        .real(ReceptorLayout.FLUSH_NS)
        .real(gap == null ? 0 : gap.gNs())
        .real(layout.noisePerBitPa())
        .integer(layout.noiseStream())
        .integer(random.key0())
        .integer(random.key1())
        .integer(publish);
  }
}
