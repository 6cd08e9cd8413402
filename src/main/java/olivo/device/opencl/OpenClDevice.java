package olivo.device.opencl;

import java.util.List;
import java.util.function.Function;
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
 * A device behind an OpenCL driver: one context, and a queue for each state. Its states must be
 * closed before it is.
 */
public final class OpenClDevice implements Device {
  /** Every epoch takes several launches and transfers. */
  private static final int EPOCH_STEPS = 256;

  private final FoundDevice found;
  private final Tuning tuning;
  private final ClContext context;

  /**
   * Opens a device.
   *
   * @param found one of those that {@link OpenClPlatforms#inventory} lists
   * @throws OpenClException if its driver refuses
   */
  public OpenClDevice(FoundDevice found) {
    this(found, Tuning.of(found));
  }

  OpenClDevice(FoundDevice found, Tuning tuning) {
    this.found = found;
    this.tuning = tuning;
    this.context = new ClContext(found);
  }

  ClContext context() {
    return context;
  }

  /**
   * Opens a device.
   *
   * @param name its name, {@code opencl:<platform>.<index>}
   * @throws OpenClException if there is no such device; the message says what there is
   */
  public static OpenClDevice open(String name) {
    OpenClPlatforms.Inventory inventory = OpenClPlatforms.inventory();
    FoundDevice found =
        inventory
            .device(name)
            .orElseThrow(
                () ->
                    new OpenClException(
                        "no device "
                            + name
                            + inventory.trouble().map(trouble -> ": " + trouble).orElse("")
                            + "; devices are "
                            + inventory.devices().stream().map(FoundDevice::name).toList()));
    return new OpenClDevice(found);
  }

  @Override
  public String name() {
    return found.name();
  }

  @Override
  public String description() {
    return found.description();
  }

  @Override
  public int worthwhileEpochSteps() {
    return EPOCH_STEPS;
  }

  @Override
  public SourceState createSource(SourceLayout layout) {
    if (layout instanceof SourceLayout.Bernoulli bernoulli) {
      return bernoulli.isSilent()
          ? new HostListedSource(new SourceLayout.Listed(layout.slice(), new long[0]))
          : make(
              layout.slice().label(),
              workspace ->
                  bernoulli.stages().isEmpty()
                      ? new OpenClBernoulliSource(workspace, tuning, bernoulli)
                      : new OpenClStagedSource(workspace, tuning, bernoulli));
    } else if (layout instanceof SourceLayout.Listed listed) {
      return new HostListedSource(listed);
    }
    throw new IllegalArgumentException("unknown source " + layout);
  }

  @Override
  public NeuronState createNeurons(NeuronLayout layout, List<ArrivalRing> rings) {
    List<OpenClArrivalRing> ownRings = rings.stream().map(OpenClArrivalRing.class::cast).toList();
    return make(
        layout.slice().label(),
        workspace -> new OpenClNeurons(workspace, tuning, layout, ownRings));
  }

  @Override
  public PlasticityState createPlasticity(PlasticityLayout layout, ArrivalRing ring) {
    return make(
        layout.label(),
        workspace -> new OpenClPlasticity(workspace, tuning, layout, (OpenClArrivalRing) ring));
  }

  @Override
  public ArrivalRing createRing(String writer, int slots, int cells) {
    return make(writer, workspace -> new OpenClArrivalRing(workspace, slots, cells));
  }

  @Override
  public StateMemory memory() {
    return new OpenClMemory(found, tuning);
  }

  /**
   * What is made with a workspace of its own, and closes it in the end. Closes it if the making
   * fails.
   *
   * @param owner whose it is, for messages
   */
  private <T> T make(String owner, Function<ClWorkspace, T> making) {
    ClWorkspace workspace = new ClWorkspace(context, owner);
    boolean made = false;
    try {
      T result = making.apply(workspace);
      made = true;
      return result;
    } finally {
      if (!made) {
        workspace.close();
      }
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
