package olivo.device.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import olivo.device.ArrivalRing;
import olivo.device.Device;
import olivo.device.ParticipantState;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.Partition;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SourceLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Plasticity;
import olivo.model.Recording;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import olivo.model.Topology;
import olivo.testing.Circuits;
import olivo.testing.GeneralNetwork;
import olivo.testing.TimedNetwork;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** In the steady state an epoch costs the memory of what it hands out, however long it is. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Objects around the arrays of a result, with their headers and padding. */
  private static final long PER_EPOCH_BYTES = 256;

  private static final int WARM_UP_EPOCHS = 12;
  private static final int LONG_STEPS = 4096;
  private static final int SHORT_STEPS = 64;

  /** A state with the number of its ports, and of cells that may fire at them. */
  private record Subject(String name, ParticipantState state, int ports, int senders) {}

  private static Topology withoutProbes(Plasticity rule) {
    return withoutProbes(Circuits.microcircuit(1, 1000, rule, 4));
  }

  private static Topology withoutProbes(Topology circuit) {
    return new Topology(
        circuit.name(),
        circuit.step(),
        circuit.durationMs(),
        circuit.seed(),
        circuit.populations(),
        circuit.projections(),
        circuit.drives(),
        circuit.gapJunctions(),
        new Recording(circuit.recording().spikes(), 10, List.of(), List.of()),
        List.of());
  }

  private static Stream<Subject> subjects() {
    NetworkLayout gated = Lowering.lower(withoutProbes(Circuits.gated()), Partition.WHOLE);
    NetworkLayout paired = Lowering.lower(withoutProbes(Circuits.paired()), Partition.WHOLE);
    List<Subject> subjects = new ArrayList<>();
    Device device = new JvmDevice();
    for (SourceLayout source : gated.sources()) {
      subjects.add(new Subject(source.slice().name(), device.createSource(source), 0, 0));
    }
    for (NeuronLayout neurons : gated.neurons()) {
      List<ArrivalRing> rings =
          neurons.receptors().stream()
              .filter(ReceptorLayout::isPlastic)
              .map(receptor -> device.createRing("P", 1024, neurons.slice().cells()))
              .toList();
      subjects.add(
          new Subject(
              neurons.slice().name(),
              device.createNeurons(neurons, rings),
              neurons.receptors().size(),
              8));
    }
    NetworkLayout general =
        Lowering.lower(withoutProbes(GeneralNetwork.of(1, 1000)), Partition.WHOLE);
    for (NeuronLayout neurons : general.neurons()) {
      subjects.add(
          new Subject(
              "general " + neurons.slice().name(),
              device.createNeurons(neurons, List.of()),
              neurons.receptors().size(),
              8));
    }
    NetworkLayout timed = Lowering.lower(withoutProbes(TimedNetwork.of()), Partition.WHOLE);
    for (NetworkLayout network : List.of(gated, paired, timed)) {
      PlasticityLayout plasticity = network.plasticity().get(0);
      ArrivalRing ring = device.createRing("P", 1024, plasticity.slice().cells());
      subjects.add(
          new Subject(
              plasticity.name() + " " + plasticity.rule().getClass().getSimpleName(),
              device.createPlasticity(plasticity, ring),
              3,
              8));
    }
    return subjects.stream();
  }

  /** Every sender fires in every tenth step, long enough before for every delay and window. */
  private static Inbound inbound(Subject subject, Epoch epoch) {
    List<List<SpikeWindow>> ports = new ArrayList<>();
    for (int port = 0; port < subject.ports(); port++) {
      Epoch from = new Epoch(Math.max(0, epoch.firstStep() - 2000), epoch.endStep());
      int[] offsets = new int[from.steps() + 1];
      int[] cells = new int[from.steps() * subject.senders()];
      int size = 0;
      for (int i = 0; i < from.steps(); i++) {
        for (int cell = 0; cell < subject.senders() && i % 10 == 0; cell++) {
          cells[size++] = cell;
        }
        offsets[i + 1] = size;
      }
      SpikeBatch batch = new SpikeBatch(from, offsets, Arrays.copyOf(cells, size));
      ports.add(List.of(new SpikeWindow(batch, from.firstStep(), from.endStep())));
    }
    return new Inbound(ports, List.of());
  }

  @TestFactory
  Stream<DynamicTest> shouldAllocateNothingButTheResultInTheSteadyState() {
    return subjects()
        .map(subject -> DynamicTest.dynamicTest(subject.name(), () -> assertFrugal(subject)));
  }

  private static void assertFrugal(Subject subject) {
    long step = 0;
    for (int i = 0; i < WARM_UP_EPOCHS; i++) {
      step = advance(subject, step, LONG_STEPS);
    }
    for (int i = 0; i < 3; i++) {
      step = assertFrugalEpoch(subject, step, SHORT_STEPS);
      step = assertFrugalEpoch(subject, step, LONG_STEPS);
    }
    subject.state().close();
  }

  private static long advance(Subject subject, long firstStep, int steps) {
    Epoch epoch = new Epoch(firstStep, firstStep + steps);
    subject.state().advance(epoch, inbound(subject, epoch));
    return epoch.endStep();
  }

  private static long assertFrugalEpoch(Subject subject, long firstStep, int steps) {
    Epoch epoch = new Epoch(firstStep, firstStep + steps);
    Inbound inbound = inbound(subject, epoch);
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    EpochResult result = subject.state().advance(epoch, inbound);
    long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
    long handedOut = (steps + 1L + result.spikes().size()) * Integer.BYTES;
    assertThat(result.samples()).isEmpty();
    assertThat(allocated)
        .as("bytes allocated in %d steps of %s with %s", steps, subject.name(), result.spikes())
        .isBetween(handedOut, handedOut + PER_EPOCH_BYTES);
    return epoch.endStep();
  }
}
