package olivo.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is recorded and expected. */
final class RecordingCheck {
  private static final Set<String> POPULATION_FIGURES =
      Set.of("rate_hz", "rate_sd_hz", "rate_min_hz", "rate_max_hz", "isi_cv");
  private static final Set<String> WEIGHT_FIGURES = Set.of("mean", "sd", "fraction_at_bounds");

  private final Topology topology;
  private final Findings findings;
  private final StepCheck steps;

  RecordingCheck(Topology topology, Findings findings, StepCheck steps) {
    this.topology = topology;
    this.findings = findings;
    this.steps = steps;
  }

  void run() {
    Recording recording = topology.recording();
    steps.whole("record.bin", recording.binMs(), "");
    spikes(recording.spikes());
    Set<String> probes = new HashSet<>();
    for (Recording.WeightProbe probe : recording.weights()) {
      String path = "record.weights." + probe.projection();
      plastic(path, probe.projection());
      steps.whole(path + ".every", probe.everyMs(), "");
      window(path, probe.window());
      if (!probes.add(path)) {
        findings.report(path, "is recorded twice");
      }
    }
    for (Recording.StateProbe probe : recording.states()) {
      String section = probe.isPotential() ? "record.potentials." : "record.conductances.";
      String path = section + probe.population();
      state(path, probe);
      if (!probes.add(path + "/" + probe.conductanceOf())) {
        findings.report(path, "is recorded twice");
      }
    }
    topology.expectations().forEach(this::expectation);
  }

  private void spikes(List<Recording.SpikeProbe> probes) {
    Set<String> seen = new HashSet<>();
    for (Recording.SpikeProbe probe : probes) {
      String name = probe.population();
      Optional<Population> population = ProjectionCheck.find(topology.populations(), name);
      if (population.isEmpty()) {
        findings.report("record.spikes", "'" + name + "' is not a population");
      } else if (!seen.add(name)) {
        findings.report("record.spikes", "must be distinct, got " + name + " twice");
      }
      String path = "record.spikes." + name;
      new CellSubsetCheck(findings)
          .subset(path, probe.cells(), population.map(Population::size).orElse(0));
      window(path, probe.window());
    }
  }

  private void window(String path, TimeWindow window) {
    boolean known = steps.wholeOrZero(path + ".from", window.fromMs());
    if (!Double.isInfinite(window.untilMs())) {
      known &= steps.whole(path + ".until", window.untilMs(), "");
    }
    if (known && window.untilMs() <= window.fromMs()) {
      findings.report(
          path + ".until",
          "must lie after from of "
              + Findings.show(window.fromMs(), "ms")
              + ", got "
              + Findings.show(window.untilMs(), "ms"));
    }
  }

  private Optional<Projection> projection(String name) {
    return topology.projections().stream().filter(p -> p.name().equals(name)).findFirst();
  }

  private void plastic(String path, String name) {
    Optional<Projection> projection = projection(name);
    if (projection.isEmpty()) {
      findings.report(path, "'" + name + "' is not a projection");
    } else if (projection.get().plasticity().isEmpty()) {
      findings.report(path, "needs a plastic projection, and " + name + " has no plasticity");
    }
  }

  private void state(String path, Recording.StateProbe probe) {
    steps.whole(path + ".every", probe.everyMs(), "");
    window(path, probe.window());
    Optional<Population> population =
        ProjectionCheck.find(topology.populations(), probe.population());
    if (population.isEmpty()) {
      findings.report(path, "'" + probe.population() + "' is not a population");
    } else if (!population.get().model().isNeuron()) {
      findings.report(
          path, "needs a population of neurons, and " + probe.population() + " is a source");
    }
    if (!probe.isPotential()) {
      Optional<Projection> projection = projection(probe.conductanceOf());
      if (projection.isEmpty()) {
        findings.report(
            path + ".projection", "'" + probe.conductanceOf() + "' is not a projection");
      } else if (ProjectionCheck.find(topology.populations(), projection.get().to()).isPresent()
          && !projection.get().to().equals(probe.population())) {
        findings.report(
            path + ".projection",
            "must end at "
                + probe.population()
                + ", and "
                + probe.conductanceOf()
                + " ends at "
                + projection.get().to());
      } else if (projection.get().synapse().effect() != Synapse.Effect.CONDUCTANCE) {
        findings.report(
            path + ".projection",
            "needs a projection of conductances, and " + probe.conductanceOf() + " has none");
      }
    }
    new CellSubsetCheck(findings)
        .list(path + ".cells", probe.cells(), population.map(Population::size).orElse(0));
  }

  private void expectation(Expectation expectation) {
    String subject = "expect." + expectation.subject();
    String quantity = expectation.quantity();
    String path = subject + "." + quantity.replaceFirst("_hz$", "");
    if (ProjectionCheck.find(topology.populations(), expectation.subject()).isPresent()) {
      if (!POPULATION_FIGURES.contains(quantity)) {
        findings.report(path, "is not a figure of a population");
      }
    } else {
      plastic(subject, expectation.subject());
      if (!WEIGHT_FIGURES.contains(quantity)) {
        findings.report(path, "is not a figure of a projection");
      }
    }
    findings.finite(path, expectation.low() + expectation.high(), "");
    findings.notNegative(subject + ".from", expectation.fromMs(), "ms");
    if (expectation.low() > expectation.high()) {
      findings.report(
          path,
          "must be [low, high], got "
              + Findings.show(expectation.low(), "")
              + " above "
              + Findings.show(expectation.high(), ""));
    }
  }
}
