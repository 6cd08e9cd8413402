package olivo.device.opencl;

import java.util.ArrayList;
import java.util.List;
import olivo.device.PlasticityState;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.PlasticityStage;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.model.StateArrays;

/** Weights of a plastic projection, in the order of a {@link ConnectionTable}. */
final class OpenClPlasticity extends OpenClState implements PlasticityState {
  private static final KernelSignature SCALING =
      new KernelSignature(
          "scale_weights",
          List.of("float* gm_weight", "int n", "float factor", "float w_min", "float w_max"));

  private final PlasticityLayout layout;
  private final PlasticSynapses synapses;
  private final LearningRule rule;
  private final Tuning tuning;
  private final ClKernel scaling;
  private final int[] canonical;
  private Epoch epoch;
  private Inbound inbound;
  private long partEnd;
  private List<Sample> samples = List.of();

  /**
   * The weights of a projection.
   *
   * @param workspace its own, closed with it
   */
  OpenClPlasticity(
      ClWorkspace workspace, Tuning tuning, PlasticityLayout layout, OpenClArrivalRing ring) {
    super(workspace);
    this.layout = layout;
    this.tuning = tuning;
    this.scaling =
        layout.stages().stream().allMatch(stage -> stage.factor() == 1)
            ? null
            : workspace.kernel(
                "plasticity/scale_weights.cl", List.of(tuning.atomicMacro()), SCALING);
    Csr rows = layout.connections().rows();
    ConnectionTable table =
        ConnectionTable.of(workspace, List.of(rows), layout.slice().cells(), tuning.chunks());
    this.synapses = PlasticSynapses.create(workspace, tuning, layout, table, ring);
    this.canonical = canonicalOf(layout, rows, table);
    if (layout.rule() instanceof PlasticityLayout.TeacherGated gated) {
      rule = new TeacherGatedKernel(workspace, tuning, synapses, gated);
    } else if (layout.rule() instanceof PlasticityLayout.TeacherPaired paired) {
      rule = new TeacherPairedKernels(workspace, tuning, synapses, table, paired);
    } else if (layout.rule() instanceof PlasticityLayout.Stdp stdp) {
      rule = new StdpKernels(workspace, tuning, synapses, table, stdp);
    } else {
      throw new IllegalArgumentException("unknown rule " + layout.rule());
    }
  }

  /** The canonical index, by target and then by source, of each synapse of the table. */
  private static int[] canonicalOf(
      PlasticityLayout layout, Csr connections, ConnectionTable table) {
    int[] next = new int[layout.slice().cells() + 1];
    for (int target : connections.target()) {
      next[target + 1]++;
    }
    for (int target = 0; target < layout.slice().cells(); target++) {
      next[target + 1] += next[target];
    }
    int[] ofRow = new int[connections.connections()];
    for (int i = 0; i < ofRow.length; i++) {
      ofRow[i] = next[connections.target()[i]]++;
    }
    int[] canonical = new int[ofRow.length];
    for (int i = 0; i < canonical.length; i++) {
      canonical[i] = ofRow[table.origin()[i]];
    }
    return canonical;
  }

  @Override
  void beginParts(Epoch newEpoch, Inbound newInbound) {
    epoch = newEpoch;
    inbound = newInbound;
    partEnd = newEpoch.firstStep();
    samples = List.of();
  }

  @Override
  boolean enqueuePart() {
    if (partEnd == epoch.endStep()) {
      return false;
    }
    long from = partEnd;
    long to = epoch.endStep();
    for (PlasticityStage stage : layout.stages()) {
      if (stage.fromStep() == from && stage.factor() != 1) {
        scale(stage.factor());
      } else if (stage.fromStep() > from) {
        to = Math.min(to, stage.fromStep());
      }
    }
    if (layout.snapshots().contains(from)) {
      samples = samples.isEmpty() ? new ArrayList<>() : samples;
      samples.add(weights(from));
    }
    partEnd = Math.min(to, layout.snapshots().firstFrom(from + 1));
    rule.advance(inbound, from, partEnd);
    return true;
  }

  /** What the host has written must stay until it is read, and the ring belongs to its reader. */
  @Override
  void takePart() {}

  @Override
  EpochResult endParts() {
    return new EpochResult(SpikeBatch.silent(epoch), samples);
  }

  private void scale(float factor) {
    scaling
        .begin()
        .buffer(synapses.weights())
        .integer(canonical.length)
        .real(factor)
        .real(layout.wMin())
        .real(layout.wMax())
        .launch(tuning.ownItems(canonical.length), tuning.shareGroup());
  }

  @Override
  public Sample.Weights weights(long step) {
    float[] stored = workspace.readFloats(synapses.weights(), canonical.length);
    float[] ordered = new float[canonical.length];
    for (int i = 0; i < stored.length; i++) {
      ordered[canonical[i]] = stored[i];
    }
    return new Sample.Weights(
        layout.probe(), layout.projection(), layout.firstSynapse(), step, ordered);
  }

  @Override
  public void save(long step, StateArrays into) {
    into.put(WEIGHTS, weights(step).weights());
    into.put(UNDER_WAY, synapses.ring().underWay(workspace, step, layout.delaySteps()));
    rule.save(into);
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    float[] ordered = from.floats(WEIGHTS, canonical.length);
    float[] stored = new float[canonical.length];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = ordered[canonical[i]];
    }
    workspace.write(synapses.weights(), stored);
    int underWay = Math.multiplyExact(layout.slice().cells(), layout.delaySteps());
    synapses.ring().restore(workspace, step, from.ints(UNDER_WAY, underWay));
    rule.restore(from);
  }
}
