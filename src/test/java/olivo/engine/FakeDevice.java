package olivo.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import olivo.device.ArrivalRing;
import olivo.device.Device;
import olivo.device.NeuronState;
import olivo.device.ParticipantState;
import olivo.device.PlasticityState;
import olivo.device.SourceState;
import olivo.device.StateMemory;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.Slice;
import olivo.device.layout.SourceLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import olivo.model.StateArrays;

/**
 * A device whose states compute nothing: every cell fires in every hundredth step, and states note
 * how far they came and how often they were closed.
 */
final class FakeDevice implements Device {
  static final int FIRES_EVERY = 100;

  /** All states created so far. */
  final List<State> states = Collections.synchronizedList(new ArrayList<>());

  /** All rings created so far, by one thread. */
  final List<Ring> rings = new ArrayList<>();

  private final BiConsumer<String, Long> beforeStep;

  /** States that do as they are told. */
  FakeDevice() {
    this((name, step) -> {});
  }

  /**
   * States that may fail.
   *
   * @param beforeStep told the name of a state before each of its steps; may throw
   */
  FakeDevice(BiConsumer<String, Long> beforeStep) {
    this.beforeStep = beforeStep;
  }

  /** What all fake states have in common. Owned by one thread at a time. */
  abstract class State implements ParticipantState {
    final String name;
    volatile long completed;
    volatile int closed;
    volatile boolean failed;

    State(String name) {
      this.name = name;
      states.add(this);
    }

    void take(long step) {
      if (failed || closed > 0) {
        throw new AssertionError(name + " was used after its end");
      }
      try {
        beforeStep.accept(name, step);
      } catch (RuntimeException | Error e) {
        failed = true;
        throw e;
      }
    }

    void take(Epoch epoch) {
      for (long step = epoch.firstStep(); step < epoch.endStep(); step++) {
        take(step);
      }
      completed = epoch.endStep();
    }

    /** Its state is how far it has come. */
    @Override
    public void save(long step, StateArrays into) {
      beforeStep.accept("saving " + name, step);
      if (completed != step || failed || closed > 0) {
        throw new AssertionError(name + " was saved at " + step + " and stands at " + completed);
      }
      into.put("completed", new long[] {step});
    }

    @Override
    public void restore(long step, StateArrays.Reader from) {
      completed = from.longs("completed", 1)[0];
    }

    @Override
    public void close() {
      closed++;
    }

    @Override
    public String toString() {
      return name + " at " + completed + ", closed " + closed + " times";
    }
  }

  private static SpikeBatch spikes(Slice slice, Epoch epoch) {
    int[] offsets = new int[epoch.steps() + 1];
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < epoch.steps(); i++) {
      if ((epoch.firstStep() + i) % FIRES_EVERY == 0) {
        for (int cell = slice.firstCell(); cell < slice.endCell(); cell++) {
          cells.add(cell);
        }
      }
      offsets[i + 1] = cells.size();
    }
    return new SpikeBatch(epoch, offsets, cells.stream().mapToInt(cell -> cell).toArray());
  }

  private final class Source extends State implements SourceState {
    private final Slice slice;

    Source(SourceLayout layout) {
      super(layout.slice().label());
      this.slice = layout.slice();
    }

    @Override
    public EpochResult advance(Epoch epoch, Inbound inbound) {
      take(epoch);
      return new EpochResult(spikes(slice, epoch), List.of());
    }
  }

  /** Its potentials are the number of its next step plus a thousandth of the cell's index. */
  final class Neurons extends State implements NeuronState {
    private final Slice slice;
    private Epoch epoch;
    private long nextStep;

    Neurons(Slice slice) {
      super(slice.label());
      this.slice = slice;
    }

    @Override
    public void beginEpoch(Epoch newEpoch, List<List<SpikeWindow>> ports) {
      epoch = newEpoch;
    }

    @Override
    public void potentials(float[] into) {
      for (int cell = slice.firstCell(); cell < slice.endCell(); cell++) {
        into[cell] = nextStep + 0.001f * cell;
      }
    }

    @Override
    public void step(long step, float[] potentials) {
      take(step);
      for (int cell = 0; cell < slice.populationSize(); cell++) {
        if (potentials[cell] != nextStep + 0.001f * cell) {
          throw new AssertionError("cell " + cell + " had " + potentials[cell] + " at " + nextStep);
        }
      }
      nextStep++;
    }

    @Override
    public EpochResult advance(Epoch whole, Inbound inbound) {
      beginEpoch(whole, inbound.ports());
      take(whole);
      nextStep = whole.endStep();
      return endEpoch();
    }

    @Override
    public EpochResult endEpoch() {
      completed = epoch.endStep();
      return new EpochResult(spikes(slice, epoch), List.of());
    }
  }

  private final class Plastic extends State implements PlasticityState {
    private final PlasticityLayout layout;

    Plastic(PlasticityLayout layout) {
      super(layout.name());
      this.layout = layout;
    }

    @Override
    public EpochResult advance(Epoch epoch, Inbound inbound) {
      take(epoch);
      return new EpochResult(SpikeBatch.silent(epoch), List.of());
    }

    @Override
    public Sample.Weights weights(long step) {
      float[] weights = new float[layout.connections().rows().connections()];
      Arrays.fill(weights, step);
      return new Sample.Weights(-1, layout.projection(), layout.firstSynapse(), step, weights);
    }
  }

  /** A ring that notes how often it was closed. */
  static final class Ring implements ArrivalRing {
    volatile int closed;
    private final int slots;
    private final int cells;

    Ring(int slots, int cells) {
      this.slots = slots;
      this.cells = cells;
    }

    @Override
    public int slots() {
      return slots;
    }

    @Override
    public int cells() {
      return cells;
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public String description() {
    return "computes nothing";
  }

  @Override
  public int worthwhileEpochSteps() {
    return 1;
  }

  @Override
  public SourceState createSource(SourceLayout layout) {
    return new Source(layout);
  }

  @Override
  public Neurons createNeurons(NeuronLayout layout, List<ArrivalRing> rings) {
    return new Neurons(layout.slice());
  }

  @Override
  public PlasticityState createPlasticity(PlasticityLayout layout, ArrivalRing ring) {
    return new Plastic(layout);
  }

  @Override
  public StateMemory memory() {
    throw new UnsupportedOperationException("fake states take no memory");
  }

  @Override
  public ArrivalRing createRing(String writer, int slots, int cells) {
    rings.add(new Ring(slots, cells));
    return rings.get(rings.size() - 1);
  }

  @Override
  public void close() {}
}
