package olivo.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import olivo.device.layout.Partition;
import olivo.model.Placement;
import olivo.model.Population;
import olivo.model.Topology;

/** Turns what a topology and its user want into devices and slices. */
public final class Placer {
  /**
   * Work below which no graphics processor is looked for, in seconds of one thread for a simulated
   * second: about what the launches of such a run would take by themselves.
   */
  private static final double LITTLE_WORK_S = 0.3;

  private final Topology topology;
  private final Placement placement;
  private final Offers offers;
  private final Workload workload;
  private final List<String> reasons = new ArrayList<>();
  private final Map<String, Integer> slices = new LinkedHashMap<>();
  private final Map<String, List<String>> devices = new LinkedHashMap<>();

  private Placer(Topology topology, Placement placement, Offers offers) {
    this.topology = topology;
    this.placement = placement;
    this.offers = offers;
    this.workload = Workload.of(topology);
  }

  /**
   * Decides.
   *
   * @throws PlacementException if a device is wanted that there is not
   */
  public static Assignment place(Topology topology, Placement placement, Offers offers) {
    return new Placer(topology, placement, offers).place();
  }

  private Assignment place() {
    List<Population> free = new ArrayList<>();
    Map<String, Double> load = new LinkedHashMap<>();
    for (Population population : topology.populations()) {
      Placement.Site site = placement.sites().get(population.name());
      if (site == null || site.devices().isEmpty() && site.slices() == 1) {
        free.add(population);
      } else {
        List<String> of =
            site.devices().isEmpty()
                ? resolve(Placement.DEFAULT_KEY, placement.standard())
                : resolve(population.name(), site.devices());
        settle(population, site.slices(), of, load);
      }
    }
    if (!free.isEmpty()) {
      share(free, resolve(Placement.DEFAULT_KEY, placement.standard()), load);
    }
    return new Assignment(new Partition(slices), devices, reasons);
  }

  private void settle(
      Population population, int count, List<String> names, Map<String, Double> load) {
    List<String> ofSlices = new ArrayList<>();
    double each = workload.of(population.name()).builtInS() / count;
    for (int i = 0; i < count; i++) {
      String device = names.get(i % names.size());
      ofSlices.add(device);
      load.merge(device, each, Double::sum);
    }
    slices.put(population.name(), count);
    devices.put(population.name(), ofSlices);
  }

  /**
   * Shares populations out among devices, which count as equally fast: what is more than half of a
   * device's share is cut, everything else goes, the largest first, to whichever device has least.
   * Populations with gap junctions stay whole, since their slices would meet in every step.
   */
  private void share(List<Population> free, List<String> names, Map<String, Double> load) {
    names.forEach(name -> load.merge(name, 0.0, Double::sum));
    double share = workload.builtInS() / names.size();
    List<Population> whole = new ArrayList<>();
    for (Population population : free) {
      boolean large = workload.of(population.name()).builtInS() > share / 2;
      if (names.size() > 1
          && large
          && population.model().isNeuron()
          && population.size() >= names.size()
          && !Workload.isCoupled(topology, population)) {
        settle(population, names.size(), names, load);
      } else {
        whole.add(population);
      }
    }
    whole.sort(
        Comparator.comparingDouble(population -> -workload.of(population.name()).builtInS()));
    for (Population population : whole) {
      String least = Collections.min(names, Comparator.comparingDouble(load::get));
      settle(population, 1, List.of(least), load);
    }
    if (names.size() > 1) {
      double total = names.stream().mapToDouble(load::get).sum();
      reasons.add(
          "shared out by estimated work: "
              + String.join(
                  ", ",
                  names.stream()
                      .map(
                          name ->
                              String.format(
                                  Locale.ROOT, "%s %.0f %%", name, 100 * load.get(name) / total))
                      .toList()));
    }
  }

  private List<String> resolve(String key, List<String> names) {
    List<String> resolved = new ArrayList<>();
    for (String name : names) {
      switch (name) {
        case Placement.JVM -> resolved.add(offers.builtIn().name());
        case Placement.AUTO -> resolved.add(chosen());
        case Placement.OPENCL -> resolved.add(firstOpenCl(key).name());
        default -> resolved.add(known(key, name));
      }
    }
    return resolved;
  }

  private DeviceOffer firstOpenCl(String key) {
    return byPreference()
        .findFirst()
        .orElseThrow(() -> new PlacementException(key, absent(Placement.OPENCL)));
  }

  private Stream<DeviceOffer> byPreference() {
    return offers.openCl().stream()
        .sorted(Comparator.comparing(offer -> offer.kind() == DeviceOffer.Kind.GRAPHICS ? 0 : 1));
  }

  private String known(String key, String name) {
    return offers.openCl().stream()
        .map(DeviceOffer::name)
        .filter(name::equals)
        .findFirst()
        .orElseThrow(() -> new PlacementException(key, absent(name)));
  }

  private String absent(String name) {
    List<String> parts = new ArrayList<>();
    parts.add("there is no device " + name);
    if (!offers.openCl().isEmpty()) {
      parts.add(
          "there are "
              + String.join(
                  ", ",
                  Stream.concat(Stream.of(offers.builtIn()), offers.openCl().stream())
                      .map(DeviceOffer::name)
                      .toList()));
    }
    offers.trouble().ifPresent(parts::add);
    return String.join("; ", parts);
  }

  /** What {@code auto} stands for. */
  private String chosen() {
    double workS = workload.builtInS();
    String work =
        String.format(
            Locale.ROOT, "an estimated %.2g s of one thread for a simulated second", workS);
    if (workS < LITTLE_WORK_S) {
      because("auto is jvm: " + work + " are too little to pay for launches on another device");
      return offers.builtIn().name();
    }
    if (offers.openCl().isEmpty()) {
      because("auto is jvm: there is no other device for " + work);
      return offers.builtIn().name();
    }
    DeviceOffer best = firstOpenCl(Placement.DEFAULT_KEY);
    if (best.kind() != DeviceOffer.Kind.GRAPHICS) {
      because(
          "auto is jvm: "
              + work
              + ", and the OpenCL devices here are the same processors that the built-in device"
              + " uses");
      return offers.builtIn().name();
    }
    because("auto is " + best.name() + " (" + best.description() + "): " + work);
    return best.name();
  }

  private void because(String reason) {
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
  }
}
