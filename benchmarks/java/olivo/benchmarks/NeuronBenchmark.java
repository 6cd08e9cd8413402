package olivo.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import olivo.device.Device;
import olivo.device.NeuronState;
import olivo.device.layout.NetworkLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.SpikeWindow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does an epoch of 32 steps of a population cost, by its size, without input and with that of
 * 8 sources in each step to 1/8 of the cells each?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class NeuronBenchmark {
  private static final int STEPS = 32;
  private static final int SOURCES = 4096;
  private static final int DELAY_STEPS = 10;
  private static final int PREPARED = 64;

  /** Where the population lives. */
  @Param("jvm")
  public String device;

  /** Number of cells. */
  @Param({"512", "8192", "131072"})
  public int cells;

  /** Spikes of all sources in a step. */
  @Param({"0", "8"})
  public int spikesPerStep;

  private Device opened;
  private NeuronState neurons;
  private List<Volley> input;
  private long step;

  /** Builds the population, and the input of some epochs. */
  @Setup
  public void create() {
    NetworkLayout network =
        Workbench.network(
            """
            name = benchmark, dt = 0.1 ms, duration = 1000 s
            populations {
              IN { size = %d, model { type = bernoulli-source, rate = 20 Hz } }
              OUT { size = %d, model { type = lif, C_m = 180 pF, g_L = 10 nS, E_L = -65 mV
                    V_th = -50 mV, V_reset = -70 mV, t_ref = 1.5 ms, I_e = 150 pA } }
            }
            projections.IN-OUT { from = IN, to = OUT
              rule { type = fixed-indegree, indegree = %d, multapses = false }
              weight = 1 pS, delay = 1 ms
              synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV } }
            """
                .formatted(SOURCES, cells, SOURCES / 8));
    opened = Workbench.device(device);
    neurons = opened.createNeurons(network.neurons().get(0), List.of());
    input = Volley.several(PREPARED, STEPS, SOURCES, spikesPerStep / (double) SOURCES);
    neurons.advance(new Epoch(0, DELAY_STEPS), new Inbound(List.of(List.of()), List.of()));
    step = DELAY_STEPS;
  }

  /** Frees the device. */
  @TearDown
  public void close() {
    neurons.close();
    opened.close();
  }

  /** One epoch. */
  @Benchmark
  public EpochResult epoch() {
    long emitted = step - DELAY_STEPS;
    List<SpikeWindow> due = input.get((int) (emitted / STEPS % PREPARED)).from(emitted);
    EpochResult result =
        neurons.advance(
            new Epoch(step, step + STEPS), new Inbound(List.of(due), List.of()));
    step += STEPS;
    return result;
  }
}
