package olivo.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import olivo.device.layout.Slice;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.Participant;
import olivo.engine.exchange.Route;

/**
 * Spikes that travel from one device to another, or to several.
 *
 * @param from device that emits them
 * @param to device that needs them
 * @param spikes number in a simulated second
 */
public record DeviceTraffic(String from, String to, double spikes) {
  /** A spike travels as the number of its cell. */
  public static final int BYTES_PER_SPIKE = Integer.BYTES;

  private record Ends(String from, String to) implements Comparable<Ends> {
    @Override
    public int compareTo(Ends other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }

  /** Traffic between devices, without what stays on one. */
  public static List<DeviceTraffic> of(
      ExchangePlan plan, Assignment assignment, Workload workload) {
    TreeMap<Ends, Double> traffic = new TreeMap<>();
    for (int i = 0; i < plan.recorder(); i++) {
      List<Slice> emitted = slices(plan.participants().get(i));
      Set<String> readers = new LinkedHashSet<>();
      for (Route route : plan.routes()) {
        if (route.from() == i && route.to() != plan.recorder()) {
          slices(plan.participants().get(route.to()))
              .forEach(slice -> readers.add(assignment.deviceOf(slice)));
        }
      }
      for (Slice slice : emitted) {
        double spikes = workload.of(slice.name()).spikes() * slice.cells() / slice.populationSize();
        String home = assignment.deviceOf(slice);
        for (String reader : readers) {
          if (!reader.equals(home)) {
            traffic.merge(new Ends(home, reader), spikes, Double::sum);
          }
        }
      }
    }
    return traffic.entrySet().stream()
        .map(
            entry ->
                new DeviceTraffic(entry.getKey().from(), entry.getKey().to(), entry.getValue()))
        .toList();
  }

  private static List<Slice> slices(Participant participant) {
    if (participant instanceof Participant.Source source) {
      return List.of(source.layout().slice());
    } else if (participant instanceof Participant.Neurons neurons) {
      return List.of(neurons.layout().slice());
    } else if (participant instanceof Participant.Coupled coupled) {
      return coupled.slices().stream().map(layout -> layout.slice()).toList();
    } else if (participant instanceof Participant.Plastic plastic) {
      return List.of(plastic.layout().slice());
    }
    return List.of();
  }
}
