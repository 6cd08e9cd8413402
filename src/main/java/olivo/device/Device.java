package olivo.device;

import java.util.List;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.SourceLayout;

/**
 * A place where populations and plastic projections live. Thread-safe; the states that it creates
 * are not, each belongs to one participant.
 */
public interface Device extends AutoCloseable {
  /** Short name as used in topologies and on the command line, e.g. {@code jvm}. */
  String name();

  /** One line for people: what the device is. */
  String description();

  /**
   * How many steps an epoch should have, if it may, so that what every epoch costs on this device
   * beside its steps does not matter.
   */
  int worthwhileEpochSteps();

  /** A population of sources. */
  SourceState createSource(SourceLayout layout);

  /**
   * A slice of a population of neurons.
   *
   * @param layout its arrays
   * @param rings the rings of its plastic receptors, in the order of these receptors; all created
   *     on this device
   */
  NeuronState createNeurons(NeuronLayout layout, List<ArrivalRing> rings);

  /**
   * The weights of a plastic projection onto one slice.
   *
   * @param layout its arrays
   * @param ring where its arrivals go; created on this device
   */
  PlasticityState createPlasticity(PlasticityLayout layout, ArrivalRing ring);

  /**
   * A ring that hands the arrivals of a plastic projection to a slice on this device.
   *
   * @param writer the plastic projection, for messages
   * @param slots steps that it holds, a power of two
   * @param cells cells of the target slice
   */
  ArrivalRing createRing(String writer, int slots, int cells);

  /** How much memory its states take. */
  StateMemory memory();

  @Override
  void close();
}
