package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import olivo.config.ReadResult;
import olivo.config.TopologyReader;
import olivo.model.Topology;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every topology in conf/ can be read, and run for a short while if it is not too large. */
class ShippedTopologiesTest {
  private static final double MOST_SYNAPSES = 5e6;

  @TempDir private Path directory;

  private static List<Path> topologies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conf"))) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  private static double synapses(Topology topology) {
    return topology.projections().stream()
        .mapToDouble(
            projection ->
                projection
                    .rule()
                    .connections(
                        topology.population(projection.from()).size(),
                        topology.population(projection.to()).size()))
        .sum();
  }

  @TestFactory
  Stream<DynamicTest> shouldReadAndRunEveryTopology() throws IOException {
    assertThat(topologies()).hasSizeGreaterThan(6);
    return topologies().stream()
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> readAndRun(file)));
  }

  private void readAndRun(Path file) {
    ReadResult read = TopologyReader.read(file, List.of());
    assertThat(read.warnings()).isEmpty();
    assertThat(TopologyReader.readString(read.resolvedHocon(), "resolved", List.of()).sha256())
        .isEqualTo(read.sha256());
    if (synapses(read.topology()) <= MOST_SYNAPSES) {
      Invocation run =
          Invocation.of(
              "run",
              file,
              // A session must fit the run, and has a test of its own.
              "--set",
              "protocol=null",
              "--duration",
              "20 ms",
              "--device",
              "jvm",
              "--no-plots",
              "--out",
              directory.resolve(file.getFileName()));
      assertThat(run.status()).as(run.err()).isZero();
    }
  }
}
