package olivo.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import olivo.model.CellModel;
import olivo.model.CellSubset;
import olivo.model.ConnectionList;
import olivo.model.ConnectionRule;
import olivo.model.Distribution;
import olivo.model.Distribution.Bounded;
import olivo.model.Distribution.Constant;
import olivo.model.Distribution.Lognormal;
import olivo.model.Distribution.Normal;
import olivo.model.Distribution.Outside;
import olivo.model.Distribution.Uniform;
import olivo.model.Drive;
import olivo.model.GapJunctions;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Recording;
import olivo.model.Synapse;
import olivo.model.Topology;

/**
 * A small network of every kind of synapse, rule of connection, distribution and drive, with both
 * ways to integrate.
 */
public final class GeneralNetwork {
  private static final Distribution DELAYS =
      new Bounded(new Normal(1.5, 0.75), 0.1, Double.POSITIVE_INFINITY, Outside.REDRAW);
  private static final Distribution WEIGHTS =
      new Bounded(new Normal(300, 60), 0, Double.POSITIVE_INFINITY, Outside.REDRAW);

  private GeneralNetwork() {}

  /** The network; all of its neurons fire within 100 ms. */
  public static Topology of(long seed, double durationMs) {
    List<Population> populations =
        List.of(
            new Population("S", 40, new CellModel.PoissonSource(60)),
            new Population("E", 120, cell(Optional.empty(), 0)),
            new Population("I", 33, cell(Optional.of(CellModel.Integration.EXACT), 4)),
            new Population("M", 50, cell(Optional.of(CellModel.Integration.FORWARD_EULER), 0)),
            new Population("G", 12, cell(Optional.empty(), 3)));
    return new Topology(
        "general",
        Circuits.DT,
        durationMs,
        seed,
        populations,
        projections(),
        drives(),
        List.of(
            new GapJunctions("G", 1, GapJunctions.Graph.RING_AND_MATCHING),
            new GapJunctions("M", 0.5, new GapJunctions.Listed(star()))),
        Recording.ofAllSpikes(
            populations.stream().map(Population::name).toList(),
            10,
            List.of(),
            List.of(
                probe("E", "", 120),
                probe("M", "", 50),
                probe("G", "E-G", 12),
                probe("G", "", 12))),
        List.of());
  }

  /**
   * Junctions of one cell with ten others, of twenty with their neighbours, and none of the rest.
   */
  private static ConnectionList star() {
    int[] cells = IntStream.range(0, 30).map(i -> i < 10 ? 7 : i).toArray();
    int[] partners = IntStream.range(0, 30).map(i -> i < 10 ? 40 + i : i + 1).toArray();
    return new ConnectionList(cells, partners, null, null);
  }

  private static Recording.StateProbe probe(String population, String projection, int cells) {
    return new Recording.StateProbe(
        population, projection, IntStream.range(0, cells).boxed().toList(), 1.3);
  }

  private static CellModel.Lif cell(Optional<CellModel.Integration> integration, double noise) {
    return new CellModel.Lif(
        250,
        25,
        new Uniform(-66, -64),
        new Bounded(new Normal(-50, 1), -52, -48, Outside.CLIP),
        new Constant(-65),
        2,
        new Normal(250, 20),
        new Normal(-58, 3),
        noise,
        integration);
  }

  private static List<Projection> projections() {
    Synapse exp = new Synapse.ExpCurrent(0.5);
    Synapse alpha = new Synapse.AlphaCurrent(2);
    Synapse delta = new Synapse.Delta();
    Synapse expG = new Synapse.ExpConductance(5, -75);
    Synapse alphaG = new Synapse.AlphaConductance(3, 0);
    Distribution inhibition = new Lognormal(-60, 30);
    Distribution step = new Constant(0.1);
    List<Projection> all = new ArrayList<>();
    all.add(
        projection(
            "S-E", new ConnectionRule.FixedOutdegree(30, true, true), new Constant(300), exp));
    all.add(
        projection(
            "E-E", new ConnectionRule.FixedTotalNumber(1500, true, false), WEIGHTS, DELAYS, exp));
    all.add(
        projection(
            "I-E", new ConnectionRule.PairwiseBernoulli(0.3, true), inhibition, DELAYS, alpha));
    all.add(
        projection(
            "E-I", new ConnectionRule.FixedIndegree(20, false, true), new Constant(0.6), delta));
    all.add(
        projection(
            "I-I",
            new ConnectionRule.FixedTotalNumber(700, false, false),
            new Uniform(-0.8, -0.2),
            step,
            delta));
    all.add(
        projection(
            "S-M", new ConnectionRule.PairwiseBernoulli(0.5, true), new Constant(4), alphaG));
    all.add(
        projection(
            "I-M", new ConnectionRule.AllToAll(), new Constant(1), new Uniform(0.1, 30), expG));
    all.add(
        projection("E-M", new ConnectionRule.FixedOutdegree(7, false, true), WEIGHTS, step, alpha));
    all.add(
        projection(
            "M-M", new ConnectionRule.FixedIndegree(9, true, false), new Constant(-0.4), delta));
    all.add(projection("E-G", new ConnectionRule.AllToAll(), new Uniform(0.1, 0.3), DELAYS, expG));
    all.add(projection("M-E", listed(), new Uniform(-300, -50), new Uniform(0.4, 3), exp));
    all.add(projection("S-G", new ConnectionRule.AllToAll(), new Constant(80), exp));
    return all;
  }

  /** Every cell of M reaches three of E, the last one twice. */
  private static ConnectionRule listed() {
    int n = 4 * 50;
    int[] sources = new int[n];
    int[] targets = new int[n];
    double[] weights = new double[n];
    double[] delays = new double[n];
    for (int i = 0; i < n; i++) {
      sources[i] = (7 * i) % 50;
      targets[i] = i < 150 ? (31 * i) % 120 : targets[i - 50];
      weights[i] = -50 - 250.0 * i / (n - 1);
      delays[i] = 0.4 + 2.6 * ((17 * i) % n) / (n - 1);
    }
    return new ConnectionRule.Listed(new ConnectionList(sources, targets, weights, delays));
  }

  private static Projection projection(
      String name, ConnectionRule rule, Distribution weight, Synapse synapse) {
    return projection(name, rule, weight, new Constant(1.5), synapse);
  }

  private static Projection projection(
      String name, ConnectionRule rule, Distribution weight, Distribution delay, Synapse synapse) {
    String[] ends = name.split("-");
    return new Projection(name, ends[0], ends[1], rule, weight, delay, synapse, Optional.empty());
  }

  private static List<Drive> drives() {
    return List.of(
        new Drive.Poisson("X-E", "E", 8, 300, 300, new Synapse.ExpCurrent(0.5)),
        new Drive.Poisson("X-I", "I", 500, 10, 0.1, new Synapse.Delta()),
        new Drive.Poisson("X-M", "M", 500, 3, 2, new Synapse.AlphaConductance(1, 0)),
        new Drive.StepCurrent(
            "C-M",
            "M",
            CellSubset.between(3, Optional.of(40)),
            List.of(5.0, 20.0, 20.7),
            List.of(100.0, -50.0, 0.0)),
        new Drive.StepCurrent("C-G", "G", CellSubset.ALL, List.of(0.0), List.of(400.0)));
  }
}
