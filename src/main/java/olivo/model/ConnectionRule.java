package olivo.model;

import java.util.List;

/** Which cells of the source population reach which cells of the target population. */
public sealed interface ConnectionRule {
  /** Number of connections between populations of these sizes, the expected one if it is drawn. */
  double connections(int sources, int targets);

  /**
   * Every target draws the same number of sources.
   *
   * @param indegree sources of each target
   * @param multapses whether a source may be drawn more than once by a target
   * @param autapses whether a cell may be its own source, where a population projects onto itself
   */
  record FixedIndegree(int indegree, boolean multapses, boolean autapses)
      implements ConnectionRule {
    /** With autapses. */
    public FixedIndegree(int indegree, boolean multapses) {
      this(indegree, multapses, true);
    }

    @Override
    public double connections(int sources, int targets) {
      return (double) indegree * targets;
    }
  }

  /**
   * Every source draws the same number of targets.
   *
   * @param outdegree targets of each source
   * @param multapses whether a target may be drawn more than once by a source
   * @param autapses whether a cell may be its own target
   */
  record FixedOutdegree(int outdegree, boolean multapses, boolean autapses)
      implements ConnectionRule {
    @Override
    public double connections(int sources, int targets) {
      return (double) outdegree * sources;
    }
  }

  /**
   * A number of connections in all, each between a source and a target drawn at random.
   *
   * @param number number of connections
   * @param multapses whether a pair may be drawn more than once
   * @param autapses whether a cell may be drawn as its own source
   */
  record FixedTotalNumber(int number, boolean multapses, boolean autapses)
      implements ConnectionRule {
    @Override
    public double connections(int sources, int targets) {
      return number;
    }
  }

  /**
   * Every pair of a source and a target is connected with the same probability, independently.
   *
   * @param probability the probability, from 0 to 1
   * @param autapses whether a cell may be its own source
   */
  record PairwiseBernoulli(double probability, boolean autapses) implements ConnectionRule {
    @Override
    public double connections(int sources, int targets) {
      return probability * sources * targets;
    }
  }

  /** Cell i reaches cell i. */
  record OneToOne() implements ConnectionRule {
    @Override
    public double connections(int sources, int targets) {
      return targets;
    }
  }

  /** Every source reaches every target. */
  record AllToAll() implements ConnectionRule {
    @Override
    public double connections(int sources, int targets) {
      return (double) sources * targets;
    }
  }

  /**
   * Targets are grouped in zones of consecutive cells; each target of zone i receives the sources
   * {@code (i + offset) mod N_source}, one for each offset.
   *
   * @param zoneSize targets in a zone
   * @param offsets distinct offsets, at least one
   */
  record ZonalConvergent(int zoneSize, List<Integer> offsets) implements ConnectionRule {
    public ZonalConvergent {
      offsets = List.copyOf(offsets);
    }

    @Override
    public double connections(int sources, int targets) {
      return (double) offsets.size() * targets;
    }
  }

  /**
   * Sources are grouped in zones of consecutive cells; the k-th source of zone i reaches the single
   * target {@code (i + offset[k mod length]) mod N_target}.
   *
   * @param zoneSize sources in a zone
   * @param offsets offsets, taken in turn by the members of a zone
   */
  record ZonalDivergent(int zoneSize, List<Integer> offsets) implements ConnectionRule {
    public ZonalDivergent {
      offsets = List.copyOf(offsets);
    }

    @Override
    public double connections(int sources, int targets) {
      return sources;
    }
  }

  /**
   * Connections one by one.
   *
   * @param list the connections; where they have weights or delays of their own, those of the
   *     projection are but their ranges
   */
  record Listed(ConnectionList list) implements ConnectionRule {
    @Override
    public double connections(int sources, int targets) {
      return list.size();
    }
  }
}
