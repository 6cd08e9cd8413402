package olivo.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import olivo.device.ArrivalRing;
import olivo.device.Device;
import olivo.device.PlasticityState;
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
 * What does an epoch of 32 steps of a plastic projection cost: 11 spikes in a step from 4096
 * sources, each onto 1/4 of the targets, delivered and judged?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PlasticityBenchmark {
  private static final int STEPS = 32;
  private static final int SOURCES = 4096;
  private static final int PREPARED = 64;
  private static final int RING_SLOTS = 256;
  private static final int WINDOW_STEPS = 1000;
  private static final int TEACHER_DELAY_STEPS = 20;
  private static final int WARM_STEPS = 1024;

  /** Where the weights live. */
  @Param("jvm")
  public String device;

  /** Number of targets. */
  @Param({"128", "2048"})
  public int cells;

  /** The rule. */
  @Param({"gated", "paired"})
  public String rule;

  private Device opened;
  private PlasticityState plasticity;
  private List<Volley> sources;
  private List<Volley> teachers;
  private List<Volley> targets;
  private long step;

  /** Builds the projection, and the input of some epochs. */
  @Setup
  public void create() {
    NetworkLayout network =
        Workbench.network(
            """
            name = benchmark, dt = 0.1 ms, duration = 1000 s
            populations {
              IN { size = %d, model { type = bernoulli-source, rate = 30 Hz } }
              TEACHER { size = %d, model { type = bernoulli-source, rate = 1 Hz } }
              OUT { size = %d, model { type = lif, C_m = 180 pF, g_L = 10 nS, E_L = -65 mV
                    V_th = -50 mV, V_reset = -70 mV, t_ref = 1.5 ms } }
            }
            projections {
              LEARNING { from = IN, to = OUT
                rule { type = fixed-indegree, indegree = %d, multapses = false }
                weight = 1 pS, delay = 1 ms, plasticity = %s
                synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV } }
              TEACHING { from = TEACHER, to = OUT, rule = one-to-one, weight = 1 pS, delay = 2 ms
                synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV } }
            }
            plasticity {
              gated { type = teacher-gated, teacher = TEACHING, window = 100 ms
                a_ltp = 0.0006, a_ltd = 0.0054, w_init = 1, w_min = 0.2, w_max = 3 }
              paired { type = teacher-paired, teacher = TEACHING, ltd-window = 50 ms
                ltp-window = 450 ms, a_ltp = 0.0002, a_ltd = 0.0136
                w_init = 1, w_min = 0.2, w_max = 3 }
            }
            """
                .formatted(SOURCES, cells, cells, SOURCES / 4, rule));
    opened = Workbench.device(device);
    ArrivalRing ring = opened.createRing("LEARNING", RING_SLOTS, cells);
    plasticity = opened.createPlasticity(network.plasticity().get(0), ring);
    sources = Volley.several(PREPARED, STEPS, SOURCES, 0.0026);
    teachers = Volley.several(PREPARED, STEPS, cells, 0.0001);
    targets = Volley.several(PREPARED, STEPS, cells, 0.005);
    step = WARM_STEPS;
    plasticity.advance(
        new Epoch(0, WARM_STEPS),
        new Inbound(List.of(List.of(), List.of(), List.of()), List.of()));
  }

  /** Frees the device. */
  @TearDown
  public void close() {
    plasticity.close();
    opened.close();
  }

  /** One epoch. */
  @Benchmark
  public EpochResult epoch() {
    int prepared = (int) (step / STEPS % PREPARED);
    List<SpikeWindow> judgedOrPost =
        rule.equals("gated")
            ? sources.get((prepared + PREPARED / 2) % PREPARED).from(step - WINDOW_STEPS)
            : targets.get(prepared).from(step);
    Inbound inbound =
        new Inbound(
            List.of(
                sources.get(prepared).from(step),
                teachers.get(prepared).from(step - TEACHER_DELAY_STEPS),
                judgedOrPost),
            List.of());
    EpochResult result = plasticity.advance(new Epoch(step, step + STEPS), inbound);
    step += STEPS;
    return result;
  }
}
