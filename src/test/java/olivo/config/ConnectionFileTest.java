package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import olivo.device.layout.FanIn;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.device.layout.Synapses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that stand in a file beside the topology. */
class ConnectionFileTest {
  @TempDir private Path directory;
  private Path topology;

  @BeforeEach
  void writeTopology() throws IOException {
    topology = directory.resolve("listed.conf");
    Files.writeString(
        topology,
        """
        name = listed, dt = 0.1 ms, duration = 10 ms
        populations {
          S { size = 4, model { type = poisson-source, rate = 10 Hz } }
          N {
            size = 3
            model { type = lif, C_m = 250 pF, tau_m = 10 ms, E_L = -65 mV, V_th = -50 mV, V_reset = -65 mV, t_ref = 2 ms }
          }
        }
        projections.S-N {
          from = S, to = N
          rule { type = list, file = "data/listed.csv" }
          synapse { type = exp-current, tau = 1 ms }
        }
        """);
    Files.createDirectory(directory.resolve("data"));
  }

  private void write(String... lines) throws IOException {
    Files.write(directory.resolve("data/listed.csv"), Arrays.asList(lines));
  }

  private static Synapses lower(ReadResult read) {
    return Lowering.lower(read.topology(), Partition.WHOLE).synapses().get(0);
  }

  @Test
  void shouldReadWeightsAndDelaysOfEachConnection() throws IOException {
    write(
        "# four connections, one of them twice",
        "source,target,delay,weight [pA]",
        "3,2,1.5 ms,-100",
        "",
        "0,2,0.5 ms,-50",
        "1,0,0.5 ms,-200",
        "0,2,2 ms,-25");
    Synapses synapses = lower(TopologyReader.read(topology, List.of()));
    FanIn fanIn = synapses.fanIn();
    assertThat(fanIn.rowStart()).containsExactly(0, 1, 1, 4);
    assertThat(fanIn.source()).containsExactly(1, 0, 0, 3);
    assertThat(synapses.delaySteps()).isEqualTo(5);
    assertThat(synapses.extraSteps()).containsExactly(0, 0, 15, 10);
    assertThat(Arrays.stream(synapses.units()).mapToDouble(u -> u * synapses.quantum()))
        .containsExactly(200.0, 50.0, 25.0, 100.0);
  }

  @Test
  void shouldBeTheSameWhenReadFromTheResolvedText() throws IOException {
    write("source,target,weight,delay", "3,2,-100 pA,1.5 ms", "0,1,-0.1 nA,1 ms");
    ReadResult read = TopologyReader.read(topology, List.of());
    ReadResult again = TopologyReader.readString(read.resolvedHocon(), "resolved", List.of());
    assertThat(again.topology()).isEqualTo(read.topology());
    assertThat(again.sha256()).isEqualTo(read.sha256());
    write("source,target,weight,delay", "3,2,-100 pA,1.5 ms", "0,1,-0.2 nA,1 ms");
    assertThat(TopologyReader.read(topology, List.of()).sha256()).isNotEqualTo(read.sha256());
  }

  @Test
  void shouldTakeWeightAndDelayOfTheProjectionWhereTheFileHasNone() throws IOException {
    write("source,target", "3,2", "0,1");
    List<String> sets = List.of("projections.S-N.weight=87 pA", "projections.S-N.delay=1 ms");
    assertThat(lower(TopologyReader.read(topology, sets)).isDistributed()).isFalse();
    write("source,target,weight,delay", "3,2,-100 pA,1.5 ms");
    assertThatThrownBy(() -> TopologyReader.read(topology, sets))
        .hasMessageContaining("weight: is given for each connection already")
        .hasMessageContaining("delay: is given for each connection already");
  }

  @Test
  void shouldLocateMistakesInTheFile() throws IOException {
    write("source,target,weight [pA],delay [ms]", "4,0,1,1", "0,0,1,1", "0,x,1,1", "0,0,1 mV,1");
    assertThatThrownBy(() -> TopologyReader.read(topology, List.of()))
        .isInstanceOfSatisfying(
            TopologyException.class,
            e -> {
              assertThat(e.problems()).extracting(LocatedProblem::line).containsExactly(2, 4, 5);
              assertThat(e.problems())
                  .allMatch(problem -> problem.source().endsWith("listed.csv"))
                  .allMatch(problem -> problem.path().equals("projections.S-N.rule.file"));
              assertThat(e.problems().get(0).message()).contains("from 0 to 3");
            });
    write("source,target,weight [pA],delay [ms]", "0,0,0,1", "1,0,1.5,0", "2,0,2,1", "0,0,-1,1");
    assertThatThrownBy(() -> TopologyReader.read(topology, List.of()))
        .hasMessageContaining("listed.csv:3: projections.S-N.rule.file: got the delay 0 ms")
        .hasMessageContaining(
            "listed.csv:5: projections.S-N.rule.file: got the weight -1 pA; all of a projection"
                + " have one sign, and the first, 1.5 pA, has the other")
        .hasMessageNotContaining("low sets a bound");
    Files.writeString(
        topology,
        Files.readString(topology)
            .replace("exp-current, tau = 1 ms", "exp-conductance, tau = 1 ms, E_rev = 0 mV"));
    write("source,target,weight,delay [ms]", "0,0,1 nS,1", "0,0,-2 nS,1", "0,0,0 nS,-1");
    assertThatThrownBy(() -> TopologyReader.read(topology, List.of()))
        .hasMessageContaining(
            "listed.csv:3: projections.S-N.rule.file: got the weight -2 nS; a conductance is 0 or"
                + " more")
        .hasMessageContaining("listed.csv:4: projections.S-N.rule.file: got the delay -1 ms");
  }

  @Test
  void shouldSayThatTheFileIsNotThere() {
    assertThatThrownBy(() -> TopologyReader.read(topology, List.of()))
        .hasMessageContaining("listed.conf:11: projections.S-N.rule.file")
        .hasMessageNotContaining("is missing")
        .hasMessageContaining("'data/listed.csv' no such file");
  }

  @Test
  void shouldReadGapJunctionsAndKeepTheirContent() throws IOException {
    write("source,target", "3,2");
    Files.write(
        directory.resolve("data/junctions.csv"),
        List.of("# by hand", "partner,cell", "0,1", "", "2,1"));
    List<String> sets =
        List.of(
            "projections.S-N.weight=87 pA",
            "projections.S-N.delay=1 ms",
            "gap-junctions={N={g=1 nS,graph={type=list,csv=\"cell,partner\\n0,1\\n1,2\"}}}");
    String inFile = "gap-junctions={N={g=1 nS,graph={type=list,pairs=[[1,0],[1,2]]}}}";
    Files.writeString(
        topology,
        "\ngap-junctions.N { g = 1 nS, graph { type = list, file = \"data/junctions.csv\" } }\n",
        StandardOpenOption.APPEND);
    ReadResult read = TopologyReader.read(topology, sets.subList(0, 2));
    ReadResult listed = TopologyReader.read(topology, List.of(sets.get(0), sets.get(1), inFile));
    assertThat(read.topology()).isEqualTo(listed.topology());
    ReadResult again = TopologyReader.readString(read.resolvedHocon(), "resolved", List.of());
    assertThat(again.topology()).isEqualTo(read.topology());
    assertThat(again.sha256()).isEqualTo(read.sha256());
    assertThat(TopologyReader.read(topology, sets).topology().gapJunctions())
        .isNotEqualTo(read.topology().gapJunctions());

    Files.write(
        directory.resolve("data/junctions.csv"), List.of("cell,partner", "0,1", "1,0", "2,3"));
    assertThatThrownBy(() -> TopologyReader.read(topology, sets.subList(0, 2)))
        .isInstanceOfSatisfying(
            TopologyException.class,
            e -> {
              assertThat(e.problems()).extracting(LocatedProblem::line).containsExactly(3, 4);
              assertThat(e.problems())
                  .allMatch(problem -> problem.source().endsWith("junctions.csv"))
                  .allMatch(problem -> problem.path().equals("gap-junctions.N.graph.file"));
            });
  }
}
