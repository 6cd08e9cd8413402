package olivo.device.opencl;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import olivo.device.NeuronState;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import olivo.model.StateArrays;

/**
 * Leaky integrate-and-fire neurons: {@code neuron/lif.cl}, with their deliveries.
 *
 * <p>An epoch is advanced in intervals, nearly always one: as many steps as arrivals and spikes
 * have room for. For each, arrivals are counted into {@code [receptors][slots][cells]}, where slots
 * is the length of the longest interval; the kernel leaves them zero.
 */
final class OpenClNeurons extends OpenClState implements NeuronState {
  private final NeuronLayout layout;
  private final Tuning tuning;
  private final LifKernel lif;
  private final StaticDelivery delivery;
  private final ArrivalFeed[] feeds;
  private final SpikeList spikes;
  private final SpikeGatherer gatherer;
  private final StateSamples probes;
  private List<Sample> samples = new ArrayList<>();
  private ClBuffer arrivals;
  private int slots;
  private List<List<SpikeWindow>> ports = List.of();
  private Epoch epoch;
  private long intervalBegin;
  private long intervalEnd;
  private long driveEnd;
  private long stageEnd;

  /**
   * A slice.
   *
   * @param workspace its own, closed with it
   */
  OpenClNeurons(
      ClWorkspace workspace, Tuning tuning, NeuronLayout layout, List<OpenClArrivalRing> rings) {
    super(workspace);
    this.layout = layout;
    this.tuning = tuning;
    rings.forEach(workspace::keep);
    int cells = layout.slice().cells();
    workspace.words("arrivals of a step", (long) layout.receptors().size() * cells);
    this.spikes = new SpikeList(workspace, cells, layout.refractorySteps(), tuning.spikeCapacity());
    this.gatherer = new SpikeGatherer(layout.slice().firstCell());
    this.probes = new StateSamples(workspace, layout.probes(), cells);
    this.lif = new LifKernel(workspace, tuning, layout);
    this.delivery = new StaticDelivery(workspace, tuning, layout);
    this.feeds = new ArrivalFeed[layout.receptors().size()];
    Iterator<OpenClArrivalRing> nextRing = rings.iterator();
    for (int r = 0; r < feeds.length; r++) {
      ReceptorLayout receptor = layout.receptors().get(r);
      feeds[r] =
          receptor.isPlastic()
              ? new RingFeed(workspace, tuning, nextRing.next())
              : ArrivalFeed.of(workspace, tuning, receptor, layout.slice());
    }
  }

  @Override
  void beginParts(Epoch newEpoch, Inbound inbound) {
    beginEpoch(newEpoch, inbound.ports());
  }

  @Override
  public void beginEpoch(Epoch newEpoch, List<List<SpikeWindow>> newPorts) {
    epoch = newEpoch;
    ports = newPorts;
    intervalEnd = newEpoch.firstStep();
    reserve(newEpoch.steps());
  }

  /** Words that the arrivals of a step take. */
  static long arrivalsPerStep(NeuronLayout layout) {
    return (long) Math.max(1, layout.receptors().size()) * layout.slice().cells();
  }

  /** Most steps that the arrivals and spikes of an interval have room for. */
  static int mostSlots(NeuronLayout layout, Tuning tuning) {
    int cells = layout.slice().cells();
    long capacity = SpikeList.largestCapacity(cells, tuning.spikeCapacity());
    int steps = SpikeList.mostSteps(cells, layout.refractorySteps(), capacity);
    return (int) Math.max(1, Math.min(steps, tuning.arrivalWords() / arrivalsPerStep(layout)));
  }

  /** Arrivals are all zero between epochs, so that a longer buffer can take their place. */
  private void reserve(int steps) {
    long perStep = arrivalsPerStep(layout);
    long most = mostSlots(layout, tuning);
    for (ArrivalFeed feed : feeds) {
      most = Math.min(most, feed == null ? most : feed.mostSteps());
    }
    int wanted = (int) Math.min(steps, most);
    if (wanted > slots) {
      if (arrivals != null) {
        workspace.free(arrivals);
      }
      slots = (int) Math.min(most, Math.max(wanted, 2L * slots));
      arrivals = workspace.zeros("arrivals", slots * perStep);
      probes.reserve(slots);
    }
  }

  @Override
  public void potentials(float[] into) {
    float[] own = workspace.readFloats(lif.v(), layout.slice().cells());
    System.arraycopy(own, 0, into, layout.slice().firstCell(), own.length);
  }

  @Override
  boolean enqueuePart() {
    if (intervalEnd == epoch.endStep()) {
      return false;
    }
    beginInterval();
    lif.launchAlone(this, 0, (int) (intervalEnd - intervalBegin));
    requestInterval();
    return true;
  }

  @Override
  void takePart() {
    spikes.take(gatherer, (int) (intervalBegin - epoch.firstStep()));
    probes.take(intervalBegin, intervalEnd, samples);
  }

  @Override
  EpochResult endParts() {
    return endEpoch();
  }

  @Override
  public void step(long step, float[] potentials) {
    if (step == intervalEnd) {
      beginInterval();
    }
    lif.launchWith(potentials, this, (int) (step - intervalBegin));
    if (step + 1 == intervalEnd) {
      requestInterval();
      workspace.finish();
      takePart();
    }
  }

  private void beginInterval() {
    intervalBegin = intervalEnd;
    if (intervalBegin >= stageEnd) {
      lif.enter(layout.stageAt(intervalBegin));
      stageEnd = layout.nextStage(intervalBegin);
      driveEnd = intervalBegin;
    }
    if (intervalBegin >= driveEnd) {
      driveEnd = Math.min(stageEnd, lif.drive(intervalBegin));
    }
    intervalEnd = Math.min(Math.min(epoch.endStep(), driveEnd), intervalBegin + slots);
    int steps = (int) (intervalEnd - intervalBegin);
    spikes.begin(steps);
    delivery.deliver(ports, intervalBegin, intervalEnd, slots, arrivals);
    for (int r = 0; r < feeds.length; r++) {
      if (feeds[r] != null) {
        int base = r * slots * layout.slice().cells();
        feeds[r].fill(ports.get(r), intervalBegin, intervalEnd, arrivals, base);
      }
    }
  }

  private void requestInterval() {
    spikes.request();
    probes.request(intervalBegin, intervalEnd);
  }

  ClBuffer arrivals() {
    return arrivals;
  }

  int slots() {
    return slots;
  }

  SpikeList spikes() {
    return spikes;
  }

  StateSamples probes() {
    return probes;
  }

  long interval() {
    return intervalBegin;
  }

  @Override
  public EpochResult endEpoch() {
    if (intervalEnd != epoch.endStep()) {
      throw new IllegalStateException("epoch " + epoch + " ended after step " + intervalEnd);
    }
    SpikeBatch batch = gatherer.batch(epoch);
    List<Sample> taken = samples.isEmpty() ? List.of() : samples;
    if (!samples.isEmpty()) {
      samples = new ArrayList<>();
    }
    return new EpochResult(batch, taken);
  }

  @Override
  public void save(long step, StateArrays into) {
    lif.save(into);
    for (int r = 0; r < feeds.length; r++) {
      if (feeds[r] != null) {
        feeds[r].save(step, UNDER_WAY + layout.receptors().get(r).name(), into);
      }
    }
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    lif.restore(from);
    for (int r = 0; r < feeds.length; r++) {
      if (feeds[r] != null) {
        feeds[r].restore(step, UNDER_WAY + layout.receptors().get(r).name(), from);
      }
    }
  }
}
