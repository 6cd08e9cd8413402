package olivo.device.jvm;

import java.util.List;
import olivo.device.ArrivalRing;
import olivo.device.Device;
import olivo.device.NeuronState;
import olivo.device.PlasticityState;
import olivo.device.SourceState;
import olivo.device.StateMemory;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.SourceLayout;

/**
 * The device built into every JVM: arrays on the heap, stepped by the calling thread, which others
 * may help where there is much to do.
 */
public final class JvmDevice implements Device {
  /** The name by which topologies and the command line know it. */
  public static final String NAME = "jvm";

  /** A message in and one out; short epochs let both ends of a loop be worked on at once. */
  private static final int EPOCH_STEPS = 32;

  private final int threads;

  /** The device for one thread. */
  public JvmDevice() {
    this(1);
  }

  /**
   * The device for several threads.
   *
   * @param threads how many there are that step participants
   */
  public JvmDevice(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Java "
        + Runtime.version().feature()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors";
  }

  @Override
  public int worthwhileEpochSteps() {
    return EPOCH_STEPS;
  }

  @Override
  public SourceState createSource(SourceLayout layout) {
    if (layout instanceof SourceLayout.Bernoulli bernoulli) {
      return new BernoulliSource(bernoulli);
    } else if (layout instanceof SourceLayout.Listed listed) {
      return new ListedSource(listed);
    }
    throw new IllegalArgumentException("unknown source " + layout);
  }

  @Override
  public NeuronState createNeurons(NeuronLayout layout, List<ArrivalRing> rings) {
    return new LifNeurons(layout, rings.stream().map(JvmArrivalRing.class::cast).toList());
  }

  @Override
  public PlasticityState createPlasticity(PlasticityLayout layout, ArrivalRing ring) {
    return new PlasticProjection(layout, (JvmArrivalRing) ring, threads);
  }

  @Override
  public ArrivalRing createRing(String writer, int slots, int cells) {
    return new JvmArrivalRing(slots, cells);
  }

  @Override
  public StateMemory memory() {
    return new JvmMemory(threads);
  }

  @Override
  public void close() {}
}
