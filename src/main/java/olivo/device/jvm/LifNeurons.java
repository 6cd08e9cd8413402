package olivo.device.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import olivo.device.NeuronState;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.NeuronStage;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.StateProbeLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeWindow;
import olivo.model.StateArrays;

/**
 * Leaky integrate-and-fire neurons with synapses, gap junctions and noise, as {@link
 * olivo.device.layout.MembraneLayout} says.
 */
final class LifNeurons implements NeuronState {
  private final NeuronLayout layout;
  private final Receptor[] receptors;
  private final StateProbeLayout[] probes;
  private final float[] v;
  private final float[] sum;
  private final float[] drive;
  private final float[] active;

  /** The largest potential that is below the threshold. */
  private final float[] belowThMv;

  /** Twice the potential less that, in mV, or 0 where it is not above. */
  private final float[] above;

  /** What {@link #above} is where no cell fires. */
  private final float[] noneAbove;

  private final EventQueue refractory = new EventQueue();
  private final float[] wholePotentials;

  /** Null where there are no gap junctions. */
  private final GapCoupling coupling;

  /** Null where there is none. */
  private final Noise noise;

  private final long[] nextSample;
  private final SpikeCollector spikes = new SpikeCollector();
  private List<Sample> samples = new ArrayList<>();
  private Epoch epoch;
  private long driveEnd;
  private NeuronStage now;
  private long stageEnd;

  LifNeurons(NeuronLayout layout, List<JvmArrivalRing> rings) {
    this.layout = layout;
    int cells = layout.slice().cells();
    this.coupling =
        layout.gapJunctions() == null
            ? null
            : new GapCoupling(layout.gapJunctions(), layout.slice());
    this.noise = layout.isNoisy() ? new Noise(layout) : null;
    this.v = layout.vInitMv().clone();
    this.sum = new float[cells];
    this.drive = new float[cells];
    this.active = new float[cells];
    this.belowThMv = new float[cells];
    this.above = new float[cells];
    this.noneAbove = new float[cells];
    Arrays.fill(active, 1);
    this.probes = layout.probes().toArray(StateProbeLayout[]::new);
    this.nextSample = new long[probes.length];
    Arrays.setAll(nextSample, i -> probes[i].steps().firstFrom(0));
    this.wholePotentials = layout.slice().isWhole() ? v : null;
    this.receptors = new Receptor[layout.receptors().size()];
    Iterator<JvmArrivalRing> nextRing = rings.iterator();
    for (int r = 0; r < receptors.length; r++) {
      ReceptorLayout receptor = layout.receptors().get(r);
      Arrivals arrivals =
          receptor.isPlastic()
              ? new RingArrivals(nextRing.next())
              : Arrivals.of(receptor, layout.slice());
      receptors[r] = Receptor.of(receptor, layout.membrane().exact(), arrivals, cells);
    }
  }

  @Override
  public void beginEpoch(Epoch newEpoch, List<List<SpikeWindow>> ports) {
    epoch = newEpoch;
    spikes.begin(newEpoch);
    for (int r = 0; r < receptors.length; r++) {
      receptors[r].receive(ports.get(r));
    }
  }

  @Override
  public void potentials(float[] into) {
    System.arraycopy(v, 0, into, layout.slice().firstCell(), v.length);
  }

  @Override
  public EpochResult advance(Epoch whole, Inbound inbound) {
    beginEpoch(whole, inbound.ports());
    for (long step = whole.firstStep(); step < whole.endStep(); step++) {
      step(step, wholePotentials);
    }
    return endEpoch();
  }

  @Override
  public void step(long step, float[] potentials) {
    if (step >= stageEnd) {
      enterStage(step);
    }
    if (step >= driveEnd) {
      now.drive().at(step, drive);
      driveEnd = now.drive().nextChange(step);
    }
    for (Receptor receptor : receptors) {
      receptor.deliver(step);
    }
    boolean exact = now.membrane().exact();
    if (exact) {
      decayAndDrive();
    } else {
      leakAndDrive();
    }
    for (Receptor receptor : receptors) {
      receptor.act(step, v, sum);
    }
    if (coupling != null) {
      coupling.addTo(sum, now.gapNs(), v, potentials);
    }
    if (noise != null) {
      noise.addTo(sum, now.noisePerBit(), step, epoch);
    }
    endRefractoriness(step);
    if (exact) {
      moveToSum();
    } else {
      addSum();
    }
    fire(step);
    spikes.endStep();
    for (int i = 0; i < probes.length; i++) {
      if (step == nextSample[i]) {
        sample(probes[i], step);
        nextSample[i] = probes[i].steps().firstFrom(step + 1);
      }
    }
  }

  private void enterStage(long step) {
    now = layout.stageAt(step);
    stageEnd = layout.nextStage(step);
    driveEnd = step;
    for (int cell = 0; cell < belowThMv.length; cell++) {
      belowThMv[cell] = Math.nextDown(now.vThMv()[cell]);
    }
    for (int r = 0; r < receptors.length; r++) {
      receptors[r].retune(now.synapses().get(r), now.quanta()[r]);
    }
  }

  private void leakAndDrive() {
    float gL = now.membrane().leak();
    float[] eL = now.eLMv();
    for (int cell = 0; cell < v.length; cell++) {
      sum[cell] = gL * (eL[cell] - v[cell]) + drive[cell];
    }
  }

  private void decayAndDrive() {
    float decay = now.membrane().leak();
    float gain = now.membrane().gain();
    float[] eL = now.eLMv();
    for (int cell = 0; cell < v.length; cell++) {
      sum[cell] = decay * (v[cell] - eL[cell]) + gain * drive[cell];
    }
  }

  private void endRefractoriness(long step) {
    while (!refractory.isEmpty() && refractory.firstStep() <= step) {
      active[refractory.firstTarget()] = 1;
      refractory.removeFirst();
    }
  }

  /**
   * A refractory cell is multiplied out of the update, which has no branch so that compilers can
   * turn it into vector instructions; spikes are looked for afterwards.
   */
  private void addSum() {
    float gain = now.membrane().gain();
    for (int cell = 0; cell < v.length; cell++) {
      float moved = v[cell] + gain * sum[cell] * active[cell];
      v[cell] = moved;
      above[cell] = Receptor.twiceIfPositive(moved - belowThMv[cell]);
    }
  }

  private void moveToSum() {
    float[] eL = now.eLMv();
    for (int cell = 0; cell < v.length; cell++) {
      float moved = active[cell] * (eL[cell] + sum[cell]) + (1 - active[cell]) * v[cell];
      v[cell] = moved;
      above[cell] = Receptor.twiceIfPositive(moved - belowThMv[cell]);
    }
  }

  private void fire(long step) {
    int from = 0;
    int next = Arrays.mismatch(above, noneAbove);
    while (next >= 0) {
      int cell = from + next;
      // A potential that is not a number reaches no threshold.
      if (above[cell] > 0) {
        spike(step, cell);
      }
      from = cell + 1;
      next = Arrays.mismatch(above, from, above.length, noneAbove, from, above.length);
    }
  }

  private void spike(long step, int cell) {
    v[cell] = now.vResetMv()[cell];
    if (layout.refractorySteps() > 0) {
      active[cell] = 0;
      refractory.add(step + layout.refractorySteps() + 1, cell);
    }
    spikes.add(layout.slice().firstCell() + cell);
  }

  private void sample(StateProbeLayout probe, long step) {
    float[] values = new float[probe.cells().length];
    for (int i = 0; i < values.length; i++) {
      int cell = probe.cells()[i];
      values[i] =
          probe.receptor() == StateProbeLayout.POTENTIAL
              ? v[cell]
              : receptors[probe.receptor()].amplitude(cell);
    }
    samples.add(new Sample.States(probe.probe(), probe.firstInProbe(), step, values));
  }

  @Override
  public EpochResult endEpoch() {
    EpochResult result =
        new EpochResult(spikes.batch(epoch), samples.isEmpty() ? List.of() : samples);
    if (!samples.isEmpty()) {
      samples = new ArrayList<>();
    }
    return result;
  }

  @Override
  public void save(long step, StateArrays into) {
    into.put(NeuronState.V, v.clone());
    long[] free = refractory.latestSteps(v.length);
    into.put(
        NeuronState.REFRACTORY,
        IntStream.range(0, v.length).map(cell -> (int) Math.max(0, free[cell] - step)).toArray());
    for (Receptor receptor : receptors) {
      receptor.save(step, into);
    }
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    System.arraycopy(from.floats(NeuronState.V, v.length), 0, v, 0, v.length);
    int[] refractorySteps = from.ints(NeuronState.REFRACTORY, v.length);
    long[] free = IntStream.of(refractorySteps).mapToLong(steps -> step + steps).toArray();
    refractory.addAll(free, step + 1);
    for (int cell = 0; cell < v.length; cell++) {
      active[cell] = refractorySteps[cell] > 0 ? 0 : 1;
    }
    for (Receptor receptor : receptors) {
      receptor.restore(step, from);
    }
    Arrays.setAll(nextSample, i -> probes[i].steps().firstFrom(step));
  }

  @Override
  public void close() {}
}
