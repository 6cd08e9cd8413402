package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import olivo.device.layout.FanIn;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.device.layout.Synapses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edges of SONATA files. {@code sonata_edges.h5} was written by h5py 3.7: unsigned 64-bit
 * identities, one of them chunked and compressed, edges in two groups and out of order.
 */
class SonataEdgesTest {
  private static final String WEIGHTS_AND_TYPES = "edge-types = types.csv, weight-unit = pA";

  @TempDir private Path directory;

  @BeforeEach
  void copyFixtures() throws IOException {
    copy("sonata_edges.h5", "edges.h5");
    copy("sonata_edge_types.csv", "types.csv");
  }

  private void copy(String resource, String name) throws IOException {
    try (InputStream in = SonataEdgesTest.class.getResourceAsStream(resource)) {
      Files.copy(in, directory.resolve(name));
    }
  }

  private ReadResult read(String sonata, String... sets) throws IOException {
    Path topology = directory.resolve("sonata.conf");
    Files.writeString(
        topology,
        """
        name = imported, dt = 0.1 ms, duration = 10 ms
        populations {
          S { size = 4, model { type = poisson-source, rate = 10 Hz } }
          N {
            size = 3
            model { type = lif, C_m = 250 pF, tau_m = 10 ms, E_L = -65 mV, V_th = -50 mV, V_reset = -65 mV, t_ref = 2 ms }
          }
        }
        projections.S-N {
          from = S, to = N
          synapse { type = exp-current, tau = 1 ms }
          rule { type = list, sonata { %s } }
        }
        """
            .formatted(sonata));
    return TopologyReader.read(topology, List.of(sets));
  }

  private static Synapses lower(ReadResult read) {
    return Lowering.lower(read.topology(), Partition.WHOLE).synapses().get(0);
  }

  @Test
  void shouldReadWhatEdgesHaveOfTheirOwnAndByTheirType() throws IOException {
    Synapses synapses = lower(read("file = edges.h5, edges = S_to_N, " + WEIGHTS_AND_TYPES));
    FanIn fanIn = synapses.fanIn();
    assertThat(fanIn.rowStart()).containsExactly(0, 1, 5, 7);
    assertThat(fanIn.source()).containsExactly(1, 0, 0, 0, 2, 0, 3);
    assertThat(Arrays.stream(synapses.units()).mapToDouble(u -> u * synapses.quantum()))
        .containsExactly(200.0, 25.0, 25.0, 25.0, 25.0, 50.0, 100.0);
    int[] delays =
        Arrays.stream(synapses.extraSteps()).map(extra -> extra + synapses.delaySteps()).toArray();
    assertThat(delays).containsExactly(5, 10, 10, 10, 10, 20, 15);
  }

  @Test
  void shouldTakeWeightAndDelayOfTheProjectionInstead() throws IOException {
    Synapses synapses =
        lower(
            read(
                "file = edges.h5, edges = S_to_N, edge-types = types.csv",
                "projections.S-N.weight = 30 pA",
                "projections.S-N.delay = 3 ms"));
    assertThat(synapses.isDistributed()).isFalse();
    assertThat(synapses.delaySteps()).isEqualTo(30);
    assertThat(synapses.fanIn().source()).hasSize(7);
    assertThatThrownBy(
            () ->
                read(
                    "file = edges.h5, edges = S_to_N, " + WEIGHTS_AND_TYPES,
                    "projections.S-N.weight = 30 pA"))
        .hasMessageContaining("weight: is given for each connection already");
  }

  @Test
  void shouldBeTheSameWhenReadFromTheResolvedText() throws IOException {
    ReadResult read = read("file = edges.h5, edges = S_to_N, " + WEIGHTS_AND_TYPES);
    ReadResult again = TopologyReader.readString(read.resolvedHocon(), "resolved", List.of());
    assertThat(again.topology()).isEqualTo(read.topology());
    assertThat(again.sha256()).isEqualTo(read.sha256());
  }

  @Test
  void shouldSayWhatIsWrongWithAFile() throws IOException {
    Files.writeString(directory.resolve("text.h5"), "not HDF5");
    Files.writeString(directory.resolve("odd.csv"), "type weight\n1 2\n");
    Files.writeString(directory.resolve("word.csv"), "edge_type_id syn_weight\n100 x\n101 heavy\n");
    try (WritableHdfFile empty = HdfFile.write(directory.resolve("empty.h5"))) {
      empty.putDataset("nothing", new int[] {1});
    }
    String edges = "file = edges.h5, edges = S_to_N";
    assertProblem("file = absent.h5", ".sonata.file", "no such file");
    assertProblem("edges = S_to_N", ".sonata.file", "is missing");
    assertProblem("file = text.h5", ".sonata.file", "cannot be read as HDF5");
    assertProblem("file = empty.h5", ".sonata.file", "no group /edges");
    assertProblem("file = edges.h5", ".sonata.file", "one of [N_to_N, S_to_N]");
    assertProblem("file = edges.h5, edges = S_to_M", ".sonata.file", "did you mean");
    assertProblem(edges + ", weight-unit = mV", ".sonata.file", "edge 3 has no syn_weight");
    assertProblem(
        edges + ", edge-types = odd.csv", ".sonata.file", "without a column edge_type_id");
    assertProblem(edges + ", edge-types = none.csv", ".sonata.file", "that cannot be read");
    assertProblem(edges + ", edge-types = word.csv, weight-unit = pA", ".sonata.file", "'heavy'");
    assertProblem(
        edges + ", edge-types = types.csv, weight-unit = mV", ".sonata.file", "needs a current");
    assertProblem(edges + ", weight = 3", ".sonata.weight", "weight-unit");
  }

  private void assertProblem(String sonata, String path, String message) {
    assertThatThrownBy(() -> read(sonata))
        .isInstanceOfSatisfying(
            TopologyException.class,
            e ->
                assertThat(e.problems())
                    .anySatisfy(
                        problem -> {
                          assertThat(problem.source()).endsWith("sonata.conf");
                          assertThat(problem.line()).isEqualTo(12);
                          assertThat(problem.path()).endsWith(path);
                          assertThat(problem.message()).contains(message);
                        }));
  }

  @Test
  void shouldSayWhichSynapseLeavesThePopulations() {
    assertThatThrownBy(
            () ->
                read(
                    "file = edges.h5, edges = S_to_N",
                    "projections.S-N.delay = 1 ms",
                    "populations.N.size = 2"))
        .hasMessageContaining("synapse 0: got 2; a target must be a cell, from 0 to 1");
  }

  @Test
  void shouldRefuseColumnsThatDoNotBelongTogether() throws IOException {
    try (WritableHdfFile file = HdfFile.write(directory.resolve("uneven.h5"))) {
      WritableGroup edges = file.putGroup("edges").putGroup("S_to_N");
      edges.putDataset("source_node_id", new long[] {1, 2});
      edges.putDataset("target_node_id", new long[] {1});
    }
    assertProblem("file = uneven.h5", ".sonata.file", "2 source_node_id and 1 target_node_id");
    try (WritableHdfFile file = HdfFile.write(directory.resolve("broken.h5"))) {
      WritableGroup edges = file.putGroup("edges").putGroup("S_to_N");
      edges.putDataset("source_node_id", new double[] {1.5});
      edges.putDataset("target_node_id", new long[] {1});
    }
    assertProblem("file = broken.h5", ".sonata.file", "1.5, which is not whole");
  }

  @Test
  void shouldSurviveFilesOfWhichBytesAreDamaged() throws IOException {
    byte[] intact = Files.readAllBytes(directory.resolve("edges.h5"));
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged = intact.clone();
      for (int k = 0; k < 20; k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(directory.resolve("edges.h5"), damaged);
      try {
        read("file = edges.h5, edges = S_to_N, " + WEIGHTS_AND_TYPES);
      } catch (TopologyException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
