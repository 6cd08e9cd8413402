package olivo.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olivo.model.CellModel;
import olivo.model.ConnectionRule;
import olivo.model.Distribution;
import olivo.model.GapJunctions;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Recording;
import olivo.model.Synapse;
import olivo.model.TimeStep;
import olivo.model.Topology;

/** Topologies that tests share. */
public final class Circuits {
  /** The step of all of them. */
  public static final TimeStep DT = new TimeStep(0.1);

  private static final List<Integer> LOOP_OFFSETS = List.of(0, 1, 2, 4);

  private Circuits() {}

  /** A neuron of the default circuit without noise. */
  public static CellModel.Lif lif(
      double cM, double gL, double eL, double vTh, double vReset, double tRef, double drive) {
    return new CellModel.Lif(
        cM,
        gL,
        eL,
        vTh,
        vReset,
        tRef,
        new Distribution.Constant(drive),
        new Distribution.Uniform(vReset, vTh),
        0);
  }

  /** A Purkinje cell. */
  public static CellModel.Lif purkinje() {
    return lif(250, 14, -68, -52, -72, 2, 250);
  }

  /** A basket cell. */
  public static CellModel.Lif basket() {
    return lif(180, 10, -65, -50, -70, 1.5, 0);
  }

  /** A nuclear cell. */
  public static CellModel.Lif nuclear() {
    return lif(220, 10, -60, -48, -62, 2, 270);
  }

  /** An olive cell with noise. */
  public static CellModel.Lif olive(double noisePaSqrtS) {
    return new CellModel.Lif(
        1000,
        5.4,
        -67,
        -52,
        -60,
        2,
        new Distribution.Constant(135),
        new Distribution.Uniform(-60, -52),
        noisePaSqrtS);
  }

  /** Rule B of the default circuit. */
  public static Plasticity gated() {
    return new Plasticity.TeacherGated("CF-PKJ", 100, 0.0006, 0.0054, 1, 0.2, 3);
  }

  /** Rule A of the default circuit. */
  public static Plasticity paired() {
    return new Plasticity.TeacherPaired("CF-PKJ", 50, 450, 0.0002, 0.0136, 1, 0.2, 3);
  }

  /** A projection with constant weights. */
  public static Projection projection(
      String name,
      String from,
      String to,
      ConnectionRule rule,
      double weightNs,
      double delayMs,
      double tauMs,
      double eRevMv) {
    return new Projection(
        name,
        from,
        to,
        rule,
        weightNs,
        delayMs,
        new Synapse.ExpConductance(tauMs, eRevMv),
        Optional.empty());
  }

  /** The same projection with plastic weights. */
  public static Projection plastic(Projection projection, Plasticity plasticity) {
    return new Projection(
        projection.name(),
        projection.from(),
        projection.to(),
        projection.rule(),
        projection.weight(),
        projection.delayMs(),
        projection.synapse(),
        Optional.of(plasticity));
  }

  /** Records all spikes of the given populations, and nothing else. */
  public static Recording spikesOf(List<Population> populations) {
    return Recording.ofAllSpikes(
        populations.stream().map(Population::name).toList(), 10, List.of(), List.of());
  }

  /** A topology that records its spikes. */
  public static Topology topology(
      String name,
      double durationMs,
      long seed,
      List<Population> populations,
      List<Projection> projections) {
    return new Topology(
        name,
        DT,
        durationMs,
        seed,
        populations,
        projections,
        List.of(),
        spikesOf(populations),
        List.of());
  }

  /**
   * The default circuit, its cortex reduced so that a test can afford it, with stronger synapses to
   * make up for it.
   *
   * @param shrink by how much parallel fibres, basket cells and their fan-ins are divided; a power
   *     of two up to 16, 1 for the full size
   */
  public static Topology microcircuit(long seed, double durationMs, Plasticity rule, int shrink) {
    List<Population> populations =
        List.of(
            new Population("PF", 4096 / shrink, new CellModel.BernoulliSource(30, 5)),
            new Population("MF", 128, new CellModel.BernoulliSource(30, 0)),
            new Population("BC", 512 / shrink, basket()),
            new Population("PKJ", 128, purkinje()),
            new Population("DCN", 8, nuclear()),
            new Population("IO", 16, olive(8)));
    List<Projection> projections =
        List.of(
            plastic(
                projection("PF-PKJ", "PF", "PKJ", fanIn(1024 / shrink), 0.032 * shrink, 1, 5, 0),
                rule),
            projection("PF-BC", "PF", "BC", fanIn(512 / shrink), 0.047 * shrink, 1, 5, 0),
            projection("BC-PKJ", "BC", "PKJ", fanIn(128 / shrink), 0.23 * shrink, 1, 10, -75),
            projection(
                "CF-PKJ",
                "IO",
                "PKJ",
                new ConnectionRule.ZonalConvergent(8, List.of(0)),
                60,
                2,
                2,
                0),
            projection(
                "PKJ-DCN",
                "PKJ",
                "DCN",
                new ConnectionRule.ZonalDivergent(8, LOOP_OFFSETS),
                1,
                2,
                12,
                -75),
            projection(
                "MF-DCN",
                "MF",
                "DCN",
                new ConnectionRule.ZonalDivergent(16, List.of(0)),
                1,
                1,
                6,
                0),
            projection(
                "DCN-IO",
                "DCN",
                "IO",
                new ConnectionRule.ZonalConvergent(1, LOOP_OFFSETS),
                0.28,
                3,
                100,
                -75));
    List<String> names = new ArrayList<>(populations.stream().map(Population::name).toList());
    return new Topology(
        "microcircuit",
        DT,
        durationMs,
        seed,
        populations,
        projections,
        List.of(new GapJunctions("IO", 1, GapJunctions.Graph.RING_AND_MATCHING)),
        Recording.ofAllSpikes(
            names,
            10,
            List.of(new Recording.WeightProbe("PF-PKJ", 100)),
            List.of(
                new Recording.StateProbe("IO", "", List.of(0, 1), 1),
                new Recording.StateProbe("PKJ", "PF-PKJ", List.of(3, 100), 1))),
        List.of());
  }

  private static ConnectionRule fanIn(int indegree) {
    return new ConnectionRule.FixedIndegree(indegree, false);
  }
}
