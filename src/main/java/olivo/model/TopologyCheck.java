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
   * What is wrong with a topology that takes the place of another one in the middle of a run: what
   * is wrong with itself, and what differs that cannot change.
   */
  public static List<Problem> problemsOfChange(Topology before, Topology after) {
    TopologyCheck check = new TopologyCheck(after, Optional.of(after.step()));
    check.run();
    new StageCheck(before, after, check.findings).run();
    return check.findings.problems();
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
    populations();
    new ProjectionCheck(topology, findings, steps).run();
    new DriveCheck(topology, findings, step).run();
    new GapJunctionCheck(topology, findings, step).run();
    new ProtocolCheck(topology, findings, step).run();
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

  private void populations() {
    CellCheck cellCheck = new CellCheck(topology, findings, step);
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
      cellCheck.model(path + ".model", population.name(), population.model());
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
    for (Drive drive : topology.drives()) {
      String path = "drives." + drive.name();
      name(path, drive.name());
      if (!names.add(drive.name())) {
        findings.report(path, "is the name of another population, projection or drive");
      }
    }
  }
}
