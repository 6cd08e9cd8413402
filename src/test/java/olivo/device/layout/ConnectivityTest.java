package olivo.device.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import olivo.model.CellModel;
import olivo.model.ConnectionRule;
import olivo.model.Philox;
import olivo.model.Topology;
import olivo.testing.Circuits;
import org.junit.jupiter.api.Test;

class ConnectivityTest {
  private static final NetworkLayout NETWORK =
      Lowering.lower(Circuits.microcircuit(5, 100, Circuits.gated(), 1), Partition.WHOLE);

  private static FanIn fanIn(String projection) {
    Topology topology = NETWORK.topology();
    return NETWORK.fanIns().get(topology.projections().indexOf(topology.projection(projection)));
  }

  private static int[] sources(String projection, int target) {
    FanIn fanIn = fanIn(projection);
    return Arrays.copyOfRange(
        fanIn.source(), fanIn.rowStart()[target], fanIn.rowStart()[target + 1]);
  }

  private static void assertDistinctSources(String projection, int targets, int indegree) {
    assertThat(fanIn(projection).targets()).isEqualTo(targets);
    for (int target = 0; target < targets; target++) {
      int[] sources = sources(projection, target);
      assertThat(sources).hasSize(indegree).isSorted().doesNotHaveDuplicates();
      assertThat(sources[0]).isNotNegative();
      assertThat(sources[indegree - 1]).isLessThan(fanIn(projection).sources());
    }
  }

  @Test
  void shouldWireTheMicrocircuitAsTheModelSays() {
    assertDistinctSources("PF-PKJ", 128, 1024);
    assertDistinctSources("BC-PKJ", 128, 128);
    assertDistinctSources("CF-PKJ", 128, 1);
    assertDistinctSources("PF-BC", 512, 512);
    assertDistinctSources("PKJ-DCN", 8, 16);
    assertDistinctSources("MF-DCN", 8, 16);
    assertDistinctSources("DCN-IO", 16, 4);
  }

  @Test
  void shouldCloseTheLoopOfEachZone() {
    int[] nucleusOf = new int[128];
    int[] targets = new int[128];
    for (int nucleus = 0; nucleus < 8; nucleus++) {
      for (int purkinje : sources("PKJ-DCN", nucleus)) {
        nucleusOf[purkinje] = nucleus;
        targets[purkinje]++;
      }
    }
    assertThat(targets).containsOnly(1);
    for (int purkinje = 0; purkinje < 128; purkinje++) {
      int olive = purkinje / 8;
      assertThat(sources("CF-PKJ", purkinje)).containsExactly(olive);
      assertThat(sources("DCN-IO", olive)).contains(nucleusOf[purkinje]);
    }
    assertThat(sources("MF-DCN", 3)).containsExactly(IntStream.range(48, 64).toArray());
    assertThat(sources("DCN-IO", 6)).containsExactly(0, 2, 6, 7);
  }

  @Test
  void shouldCoupleEveryOliveCellWithThreeOthers() {
    for (int seed = 0; seed < 50; seed++) {
      GapGraph graph = GapGraph.ringAndMatching("IO", 16, 1, new Philox(seed));
      for (int cell = 0; cell < 16; cell++) {
        int[] partners = partners(graph, cell);
        assertThat(partners).hasSize(3).isSorted().doesNotHaveDuplicates().doesNotContain(cell);
        assertThat(partners).contains((cell + 1) % 16, (cell + 15) % 16);
        for (int partner : partners) {
          assertThat(partners(graph, partner)).contains(cell);
        }
      }
    }
  }

  private static int[] partners(GapGraph graph, int cell) {
    return Arrays.copyOfRange(graph.partner(), graph.rowStart()[cell], graph.rowStart()[cell + 1]);
  }

  @Test
  void shouldDrawSourcesUniformly() {
    int[] chosen = new int[4096];
    for (int source : fanIn("PF-PKJ").source()) {
      chosen[source]++;
    }
    // 128 draws with probability 1/4: mean 32, variance 24; chi-squared over 4096 cells has mean
    // 4096 and s.d. 90.
    double chiSquared =
        Arrays.stream(chosen).mapToDouble(count -> (count - 32) * (count - 32) / 24.0).sum();
    assertThat(chiSquared).isBetween(4096 - 5 * 90.0, 4096 + 5 * 90.0);
  }

  @Test
  void shouldDrawNearlyAllSourcesByTheirComplement() {
    FanIn nearlyAll = connect(new ConnectionRule.FixedIndegree(97, false), 100, 500);
    int[] missing = new int[100];
    for (int target = 0; target < 500; target++) {
      int[] row =
          Arrays.copyOfRange(
              nearlyAll.source(), nearlyAll.rowStart()[target], nearlyAll.rowStart()[target + 1]);
      assertThat(row).hasSize(97).isSorted().doesNotHaveDuplicates();
      Set<Integer> present = new HashSet<>(Arrays.stream(row).boxed().toList());
      for (int source = 0; source < 100; source++) {
        missing[source] += present.contains(source) ? 0 : 1;
      }
    }
    double chiSquared =
        Arrays.stream(missing).mapToDouble(count -> (count - 15) * (count - 15) / 14.55).sum();
    assertThat(chiSquared).isBetween(100 - 5 * 14.2, 100 + 5 * 14.2);
  }

  @Test
  void shouldDrawWithReplacementWhereMultapsesAreAllowed() {
    FanIn fanIn = connect(new ConnectionRule.FixedIndegree(50, true), 10, 100);
    assertThat(fanIn.connections()).isEqualTo(5000);
    int[] chosen = new int[10];
    for (int source : fanIn.source()) {
      chosen[source]++;
    }
    assertThat(Arrays.stream(chosen)).allMatch(count -> Math.abs(count - 500) < 5 * 22);
  }

  private static FanIn connect(ConnectionRule rule, int sources, int targets) {
    return new Connector(new Philox(3))
        .connect(Circuits.projection("P", "A", "B", rule, 1, 1, 1, 0), sources, targets);
  }

  @Test
  void shouldNotDependOnOtherProjections() {
    Topology all = Circuits.microcircuit(5, 100, Circuits.gated(), 1);
    Topology fewer =
        new Topology(
            all.name(),
            all.step(),
            all.durationMs(),
            all.seed(),
            all.populations(),
            all.projections().stream()
                .filter(p -> !p.name().equals("PF-BC") && !p.name().equals("MF-DCN"))
                .toList(),
            all.gapJunctions(),
            all.recording(),
            List.of());
    FanIn alone = Lowering.lower(fewer, Partition.WHOLE).fanIns().get(1);
    assertThat(alone.source()).isEqualTo(fanIn("BC-PKJ").source());
  }

  @Test
  void shouldKeepAllConnectionsWhenRowsAreTurned() {
    FanIn fanIn = fanIn("PF-PKJ");
    Csr first = fanIn.bySource(0, 50);
    Csr second = fanIn.bySource(50, 128);
    assertThat(first.connections() + second.connections()).isEqualTo(fanIn.connections());
    Set<Long> pairs = new HashSet<>();
    collect(first, 0, pairs);
    collect(second, 50, pairs);
    for (int target = 0; target < 128; target++) {
      for (int source : sources("PF-PKJ", target)) {
        assertThat(pairs.contains(source * 1000L + target)).isTrue();
      }
    }
    assertThat(pairs).hasSize(fanIn.connections());
  }

  private static void collect(Csr rows, int firstTarget, Set<Long> pairs) {
    for (int source = 0; source < rows.sources(); source++) {
      for (int i = rows.rowStart()[source]; i < rows.rowStart()[source + 1]; i++) {
        pairs.add(source * 1000L + firstTarget + rows.target()[i]);
      }
    }
  }

  @Test
  void shouldLeaveRoomForTheLargestSumOfPlasticWeights() {
    PlasticityLayout layout = NETWORK.plasticity().get(0);
    double largest = 1024 * (3 * (double) layout.unitsPerWeight() + 0.5);
    assertThat(largest).isLessThanOrEqualTo(Integer.MAX_VALUE);
    assertThat(2 * largest).isGreaterThan(Integer.MAX_VALUE);
  }

  @Test
  void shouldSpreadADrawnDriveOverItsRange() {
    CellModel.Lif cell =
        new CellModel.Lif(
            1000,
            5.4,
            -67,
            -52,
            -60,
            2,
            new olivo.model.Distribution.Uniform(133, 137),
            new olivo.model.Distribution.Constant(-60),
            0);
    Topology topology =
        Circuits.topology(
            "spread", 1, 1, List.of(new olivo.model.Population("IO", 1000, cell)), List.of());
    float[] drive = Lowering.lower(topology, Partition.WHOLE).neurons().get(0).drive().constantPa();
    double mean = IntStream.range(0, 1000).mapToDouble(i -> drive[i]).average().orElseThrow();
    assertThat(mean).isBetween(134.8, 135.2);
    for (float value : drive) {
      assertThat(value).isBetween(133f, 137f);
    }
  }
}
