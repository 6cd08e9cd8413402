package olivo.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olivo.model.Placement;
import olivo.model.Population;

/** Reads the section {@code placement}. */
final class PlacementReader {
  private static final String DEFAULT = Placement.DEFAULT_KEY;
  private static final String NEEDS = "a device or a list of devices: " + Placement.ACCEPTED;

  private final Scope scope;
  private final List<Population> populations;

  PlacementReader(Scope scope, List<Population> populations) {
    this.scope = scope;
    this.populations = populations;
  }

  Placement read(Section section) {
    List<String> standard = devices(section, DEFAULT, List.of(Placement.AUTO));
    Map<String, Placement.Site> sites = new LinkedHashMap<>();
    for (String name : scope.names(section)) {
      if (name.equals(DEFAULT)) {
        continue;
      }
      if (!scope.populations().contains(name)) {
        List<String> known = new ArrayList<>(scope.populations());
        known.add(DEFAULT);
        section.problem(name, Subjects.unknown(name, "population", known));
      }
      section.optionalSection(name).ifPresent(inner -> sites.put(name, site(inner, name)));
    }
    section.done();
    return new Placement(standard, sites);
  }

  private Placement.Site site(Section section, String name) {
    List<String> devices = devices(section, "devices", List.of());
    int slices = section.has("slices") ? section.integer("slices") : Math.max(1, devices.size());
    section.done();
    Optional<Population> population =
        populations.stream().filter(p -> p.name().equals(name)).findFirst();
    if (section.has("slices") && slices < 1) {
      section.problem("slices", "must be at least 1, got " + slices);
    } else if (slices > 1 && population.isPresent()) {
      String key = section.has("slices") ? "slices" : "devices";
      if (!population.get().model().isNeuron()) {
        section.problem(key, "cuts a population of sources, which lives on one device");
      } else if (slices > population.get().size()) {
        section.problem(
            key,
            "cuts "
                + population.get().size()
                + " cells into "
                + slices
                + " slices; at most one"
                + " for each cell");
      }
    }
    if (slices > 0 && devices.size() > slices && section.has("slices")) {
      section.problem("devices", "names " + devices.size() + " devices for " + slices + " slices");
    }
    return new Placement.Site(Math.max(1, slices), devices);
  }

  private static List<String> devices(Section section, String key, List<String> otherwise) {
    if (!section.has(key)) {
      return otherwise;
    }
    List<String> names = section.textOrList(key, NEEDS, PlacementReader::device).orElse(otherwise);
    if (names.isEmpty() && section.has(key)) {
      section.problem(key, "is empty; needs " + NEEDS);
      return otherwise;
    }
    if (names.size() > 1 && names.contains(Placement.AUTO)) {
      section.problem(key, "names auto beside other devices; auto chooses by itself");
    }
    return names;
  }

  private static String device(String text) throws BadValue {
    if (!Placement.isName(text)) {
      throw new BadValue("got '" + text + "'; needs a device: " + Placement.ACCEPTED);
    }
    return text;
  }
}
