package olivo.testing;

import java.util.List;
import java.util.Optional;
import olivo.model.CellModel;
import olivo.model.ConnectionRule;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Recording;
import olivo.model.Synapse;
import olivo.model.Topology;

/** Small networks whose state is sampled in every step. */
public final class Traces {
  private Traces() {}

  /** A source of one cell that fires in the given steps. */
  public static Population source(String name, int... steps) {
    return new Population(
        name,
        1,
        new CellModel.SpikeList(
            java.util.Arrays.stream(steps).mapToObj(step -> step * Circuits.DT.dtMs()).toList()));
  }

  /** A conductance projection from every cell to every cell. */
  public static Projection projection(
      String from,
      String to,
      double weightNs,
      int delaySteps,
      double tauMs,
      double eRevMv,
      Plasticity plasticity) {
    return new Projection(
        from + "-" + to,
        from,
        to,
        new ConnectionRule.AllToAll(),
        weightNs,
        delaySteps * Circuits.DT.dtMs(),
        new Synapse.ExpConductance(tauMs, eRevMv),
        Optional.ofNullable(plasticity));
  }

  /**
   * Runs and keeps all spikes, the given states and the weights of the given projections, sampled
   * in every step.
   */
  public static Collected run(
      int steps,
      List<Population> populations,
      List<Projection> projections,
      List<Recording.StateProbe> states) {
    List<Recording.WeightProbe> weights =
        projections.stream()
            .filter(projection -> projection.plasticity().isPresent())
            .map(projection -> new Recording.WeightProbe(projection.name(), Circuits.DT.dtMs()))
            .toList();
    return Runs.sequentially(
        new Topology(
            "traces",
            Circuits.DT,
            steps * Circuits.DT.dtMs(),
            1,
            populations,
            projections,
            List.of(),
            Recording.ofAllSpikes(
                populations.stream().map(Population::name).toList(), 10, weights, states),
            List.of()));
  }

  /**
   * Samples a variable of cell 0 in every step; the membrane potential if no projection is named.
   */
  public static Recording.StateProbe probe(String population, String conductanceOf) {
    return new Recording.StateProbe(population, conductanceOf, List.of(0), Circuits.DT.dtMs());
  }

  /** The sample of a probe's first cell in a step. */
  public static float state(Collected run, int probe, int step) {
    return run.samples().get("state %d/%010d/0".formatted(probe, step))[0];
  }

  /** The weights of the first plastic projection at the beginning of a step. */
  public static float[] weights(Collected run, int step) {
    return run.samples().get("weights 0/%010d".formatted(step));
  }
}
