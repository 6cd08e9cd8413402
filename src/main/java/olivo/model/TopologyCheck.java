package olivo.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a topology can be simulated: ranges of all values, references between its parts, and what
 * the length of a step demands of every time.
 *
 * <p>The path of a problem is a configuration path, e.g. {@code populations.PF.model.rate}; those
 * of a plasticity rule lie below {@code projections.<name>.plasticity}.
 */
public final class TopologyCheck {
  /** Names of topologies, populations and projections. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  /** Longest run: beyond it, a step number is no longer exact as a double. */
  private static final double MOST_STEPS = 0x1p53;

  private final Topology topology;
  private final Optional<TimeStep> step;
  private final Findings findings = new Findings();

  private TopologyCheck(Topology topology, Optional<TimeStep> step) {
    this.topology = topology;
    this.step = step;
  }

  /** Everything wrong with a topology; empty if it can be simulated. */
  public static List<Problem> problems(Topology topology) {
    return new TopologyCheck(topology, Optional.of(topology.step())).run();
  }

  /** What is wrong with a topology whatever the length of its step. */
  public static List<Problem> problemsOfAnyStep(Topology topology) {
    return new TopologyCheck(topology, Optional.empty()).run();
  }

  /**
   * What is wrong with the numbers of a plasticity rule that no projection uses.
   *
   * @param path configuration path of the rule
   * @param rule the rule
   * @param step length of a step, empty if not known
   */
  public static List<Problem> problems(String path, Plasticity rule, Optional<TimeStep> step) {
    Findings findings = new Findings();
    new PlasticityCheck(findings, new StepCheck(findings, step)).numbers(path, rule);
    return findings.problems();
  }

  private List<Problem> run() {
    StepCheck steps = new StepCheck(findings, step);
    name("name", topology.name());
    duration();
    populations(steps);
    new ProjectionCheck(topology, findings, steps).run();
    gapJunctions();
    new RecordingCheck(topology, findings, steps).run();
    return findings.problems();
  }

  private void name(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      findings.report(
          path,
          "'"
              + name
              + "' is not a name; names begin with a letter and go on with letters, digits, '_' and"
              + " '-'");
    }
  }

  private void duration() {
    double durationMs = topology.durationMs();
    findings.aboveZero("duration", durationMs, "ms");
    if (step.isEmpty() || !(durationMs > 0)) {
      return;
    }
    double dtMs = step.get().dtMs();
    if (step.get().runSteps(durationMs) < 1) {
      findings.report(
          "duration",
          "must be at least a step of "
              + Findings.show(dtMs, "ms")
              + ", got "
              + Findings.show(durationMs, "ms"));
    } else if (durationMs / dtMs > MOST_STEPS) {
      findings.report(
          "duration",
          "has too many steps of "
              + Findings.show(dtMs, "ms")
              + ", got "
              + Findings.show(durationMs, "ms"));
    }
  }

  private void populations(StepCheck steps) {
    if (topology.populations().isEmpty()) {
      findings.report("populations", "needs at least one population");
    }
    Set<String> names = new HashSet<>();
    long cells = 0;
    for (Population population : topology.populations()) {
      String path = "populations." + population.name();
      name(path, population.name());
      if (!names.add(population.name())) {
        findings.report(path, "is the name of two populations");
      }
      if (population.size() < 1) {
        findings.report(path + ".size", "must be at least 1, got " + population.size());
      }
      cells += Math.max(0, population.size());
      model(path + ".model", population.model(), steps);
    }
    if (cells > Integer.MAX_VALUE) {
      findings.report(
          "populations",
          "hold " + cells + " cells; at most " + Integer.MAX_VALUE + " are possible");
    }
    for (Projection projection : topology.projections()) {
      String path = "projections." + projection.name();
      name(path, projection.name());
      if (!names.add(projection.name())) {
        findings.report(path, "is the name of another population or projection");
      }
    }
  }

  private void model(String path, CellModel model, StepCheck steps) {
    if (model instanceof CellModel.Lif lif) {
      lif(path, lif, steps);
    } else if (model instanceof CellModel.BernoulliSource source) {
      findings.notNegative(path + ".rate", source.rateHz(), "Hz");
      steps.constant(path + ".t_ref", source.tRefMs(), 0);
      step.ifPresent(
          s -> {
            double probability = source.rateHz() * s.dtMs() / 1000;
            if (probability > 1) {
              findings.report(
                  path + ".rate",
                  "is more than one spike in a step of "
                      + Findings.show(s.dtMs(), "ms")
                      + ", got "
                      + Findings.show(source.rateHz(), "Hz"));
            }
          });
    } else if (model instanceof CellModel.SpikeList list) {
      spikeTimes(path + ".times", list.timesMs(), steps);
    }
  }

  private void lif(String path, CellModel.Lif lif, StepCheck steps) {
    findings.aboveZero(path + ".C_m", lif.cMPf(), "pF");
    findings.aboveZero(path + ".g_L", lif.gLNs(), "nS");
    findings.finite(path + ".E_L", lif.eLMv(), "mV");
    findings.finite(path + ".V_th", lif.vThMv(), "mV");
    findings.finite(path + ".V_reset", lif.vResetMv(), "mV");
    steps.constant(path + ".t_ref", lif.tRefMs(), 0);
    findings.finite(path + ".I_e", lif.iEPa().low() + lif.iEPa().high(), "pA");
    findings.finite(path + ".V_init", lif.vInitMv().low() + lif.vInitMv().high(), "mV");
    findings.notNegative(path + ".noise", lif.noisePaSqrtS(), "pA sqrt(s)");
    if (lif.vResetMv() >= lif.vThMv()) {
      findings.report(
          path + ".V_reset",
          "must lie below V_th of "
              + Findings.show(lif.vThMv(), "mV")
              + ", got "
              + Findings.show(lif.vResetMv(), "mV"));
    }
    step.ifPresent(
        s -> {
          // pF / nS is ms.
          double ratio = s.dtMs() * lif.gLNs() / lif.cMPf();
          if (lif.cMPf() > 0 && ratio >= 1) {
            findings.report(
                path + ".g_L",
                "makes the membrane unstable: dt g_L / C_m must be below 1, got "
                    + Findings.show(ratio, ""));
          }
        });
  }

  private void spikeTimes(String path, List<Double> timesMs, StepCheck steps) {
    double before = Double.NaN;
    for (double timeMs : timesMs) {
      if (!steps.constant(path, timeMs, 0)) {
        return;
      }
      if (timeMs <= before) {
        findings.report(
            path,
            "must be ascending, got "
                + Findings.show(timeMs, "ms")
                + " after "
                + Findings.show(before, "ms"));
        return;
      }
      double previous = before;
      if (step.isPresent()
          && !Double.isNaN(previous)
          && step.get().nearestSteps(timeMs) == step.get().nearestSteps(previous)) {
        findings.report(
            path,
            Findings.show(previous, "ms")
                + " and "
                + Findings.show(timeMs, "ms")
                + " lie in one step; a cell fires at most once in a step");
        return;
      }
      before = timeMs;
    }
  }

  private void gapJunctions() {
    Set<String> coupled = new HashSet<>();
    for (GapJunctions junctions : topology.gapJunctions()) {
      String path = "gap-junctions." + junctions.population();
      findings.aboveZero(path + ".g", junctions.gNs(), "nS");
      if (!coupled.add(junctions.population())) {
        findings.report(path, "couples a population twice");
      }
      Optional<Population> population =
          ProjectionCheck.find(topology.populations(), junctions.population());
      if (population.isEmpty()) {
        findings.report(path, "'" + junctions.population() + "' is not a population");
        continue;
      }
      if (!population.get().model().isNeuron()) {
        findings.report(
            path, "needs a population of neurons, and " + junctions.population() + " is a source");
      }
      int size = population.get().size();
      if (size >= 1 && (size < 6 || size % 2 != 0)) {
        findings.report(
            path + ".graph",
            "ring-and-matching needs an even number of at least 6 cells, and "
                + junctions.population()
                + " has "
                + size);
      }
    }
  }
}
