package olivo.device;

import java.util.Optional;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.SourceLayout;

/**
 * How much memory the states of a device take, told of layouts before any state is made. Layouts
 * may be {@linkplain olivo.device.layout.Lowering#outline outlines}, without connections.
 */
public interface StateMemory {
  /** What a population of sources takes. */
  MemoryNeed source(SourceLayout layout, ExpectedLoad load);

  /** What a slice of a population of neurons takes, without the rings of its plastic receptors. */
  MemoryNeed neurons(NeuronLayout layout, ExpectedLoad load);

  /** What the weights of a plastic projection onto a slice take, without the ring. */
  MemoryNeed plasticity(PlasticityLayout layout, ExpectedLoad load);

  /** What the ring takes that hands the arrivals of a plastic projection to a slice. */
  MemoryNeed ring(PlasticityLayout layout, int slots);

  /** Memory of the device in bytes; 0 where it is the heap of the JVM, which others use as well. */
  long capacityBytes();

  /** Why the device cannot hold a piece of memory; empty if it can. */
  Optional<String> refusal(MemoryNeed need);
}
