package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import olivo.config.TopologyReader;
import olivo.device.Device;
import olivo.device.NeuronState;
import olivo.device.PlasticityState;
import olivo.device.SourceState;
import olivo.device.layout.Lowering;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.Partition;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.SourceLayout;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.SequentialSimulator;
import olivo.model.Topology;
import olivo.testing.Collected;
import org.junit.jupiter.api.Test;

/** How often a device is spoken to in an epoch of the default circuit: docs/devices.md. */
class DrivingTest {
  /** Few enough steps for a test; the first epochs make buffers, which costs more commands. */
  private static final String DURATION = "duration=2 s";

  private static final Path REPORT = Path.of("target", "driving.txt");
  private static final double MAKING_BUFFERS = 0.15;

  /** Most launches, fills, writes, reads and waits of an epoch. */
  private record Floor(int launches, int fills, int writes, int reads, int waits) {}

  private static final Floor SOURCE = new Floor(1, 1, 0, 1, 1);
  private static final Floor NEURONS = new Floor(2, 1, 1, 1, 1);
  private static final Floor SAMPLED = new Floor(2, 1, 1, 2, 1);
  private static final Floor LEARNERS = new Floor(3, 1, 1, 1, 1);
  private static final Floor GATED = new Floor(1, 0, 1, 0, 1);

  @Test
  void shouldSpeakToTheDeviceAFewTimesInAnEpoch() throws IOException {
    Map<String, Floor> floors =
        Map.of(
            "PF", SOURCE,
            "MF", SOURCE,
            "BC", NEURONS,
            "DCN", NEURONS,
            "IO", SAMPLED,
            "PKJ", LEARNERS,
            "PF-PKJ", GATED);
    Map<String, Integer> epochs = new TreeMap<>();
    Map<String, QueueTally.Figures> spoken = spoken(epochs);
    assertThat(spoken.keySet()).isEqualTo(floors.keySet());
    StringBuilder report = new StringBuilder();
    spoken.forEach(
        (label, figures) -> {
          int count = epochs.get(label);
          report.append(line(label, figures, count));
          Floor floor = floors.get(label);
          assertFew(label + " launches", figures.launches(), floor.launches(), count);
          assertFew(label + " fills", figures.fills(), floor.fills(), count);
          assertFew(label + " writes", figures.writes(), floor.writes(), count);
          assertFew(label + " reads", figures.reads(), floor.reads(), count);
          assertFew(label + " waits", figures.waits(), floor.waits(), count);
        });
    Files.writeString(REPORT, report);
  }

  private static String line(String label, QueueTally.Figures figures, double count) {
    return String.format(
        Locale.ROOT,
        "%s: %.0f epochs; in each %.2f launches, %.2f fills, %.2f writes of %.0f B, %.2f reads of"
            + " %.0f B, %.2f waits%n",
        label,
        count,
        figures.launches() / count,
        figures.fills() / count,
        figures.writes() / count,
        figures.bytesWritten() / count,
        figures.reads() / count,
        figures.bytesRead() / count,
        figures.waits() / count);
  }

  private static void assertFew(String what, long commands, int most, int epochs) {
    assertThat((double) commands / epochs).as(what).isLessThanOrEqualTo(most + MAKING_BUFFERS);
  }

  private static Map<String, QueueTally.Figures> spoken(Map<String, Integer> epochs)
      throws IOException {
    Topology topology =
        TopologyReader.read(Path.of("conf", "microcircuit.conf"), List.of(DURATION)).topology();
    FoundDevice found = Bench.devices().get(0);
    try (OpenClDevice device = new OpenClDevice(found)) {
      Pacing pacing = Pacing.DEFAULT.withMaxEpochSteps(device.worthwhileEpochSteps());
      ExchangePlan plan = ExchangePlanner.plan(Lowering.lower(topology, Partition.WHOLE), pacing);
      try (Cast cast = Cast.create(plan, pacing, slice -> counting(device, epochs))) {
        Map<String, QueueTally.Figures> made = figures(device);
        SequentialSimulator.run(plan, cast, new Collected(topology.populations().size()));
        Map<String, QueueTally.Figures> ran = figures(device);
        return ran.keySet().stream()
            .collect(
                Collectors.toMap(
                    label -> label.substring(0, label.indexOf(" on ")),
                    label -> ran.get(label).since(made.get(label)),
                    (a, b) -> a,
                    TreeMap::new));
      }
    }
  }

  private static Map<String, QueueTally.Figures> figures(OpenClDevice device) {
    return device.context().tallies().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().figures()));
  }

  /** The device, with states whose epochs are counted. */
  private static Device counting(Device device, Map<String, Integer> epochs) {
    return proxy(
        Device.class,
        device,
        (method, arguments, result) -> {
          if (result instanceof NeuronState state) {
            String label = ((NeuronLayout) arguments[0]).slice().label();
            return counted(NeuronState.class, state, label, epochs);
          } else if (result instanceof PlasticityState state) {
            String label = ((PlasticityLayout) arguments[0]).label();
            return counted(PlasticityState.class, state, label, epochs);
          } else if (result instanceof SourceState state) {
            String label = ((SourceLayout) arguments[0]).slice().label();
            return counted(SourceState.class, state, label, epochs);
          }
          return result;
        });
  }

  private static <T> T counted(Class<T> type, T state, String label, Map<String, Integer> epochs) {
    return proxy(
        type,
        state,
        (method, arguments, result) -> {
          if (method.equals("advance") || method.equals("endEpoch")) {
            epochs.merge(label, 1, Integer::sum);
          }
          return result;
        });
  }

  /** What to return instead of a result. */
  private interface Hook {
    Object after(String method, Object[] arguments, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Hook hook) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(target, arguments);
                return hook.after(method.getName(), arguments, result);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
