package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import olivo.config.TopologyReader;
import olivo.model.Topology;
import olivo.record.RunHeader;
import olivo.record.RunRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProductsTest {
  @TempDir private Path directory;

  /** A recording without a spike, of more cells than there is memory for numbers of them. */
  private Topology record(RunDirectory run) throws IOException {
    Files.writeString(
        run.topology(),
        """
        name = large, dt = 0.1 ms, duration = 10 ms
        populations { A { size = 2000000000, model { type = bernoulli-source, rate = 1 Hz } } }
        """);
    Topology topology = TopologyReader.read(run.topology(), List.of()).topology();
    new RunRecorder(
            run.recording(),
            RunHeader.of(topology, "0".repeat(64), "test", projection -> 0),
            List.of())
        .close();
    return topology;
  }

  @Test
  void shouldSayWhatThereIsTooLittleMemoryFor() throws IOException {
    RunDirectory run = new RunDirectory(directory);
    Topology topology = record(run);
    RunProducts products = RunProducts.make(run, Map.of(), topology, true);
    assertThat(products.unmade()).containsExactly(RunProducts.Product.values());
    assertThat(products.statistics().populations()).isEmpty();
    assertThat(products.shortage(run))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith(
                        "the memory does not suffice for the figures in run.json, plots, output.npz;"
                            + " the recording in "
                            + directory
                            + " is complete, \"olivo analyze "
                            + directory
                            + "\" draws the plots, \"olivo export "
                            + directory
                            + "\" writes output.npz; Java may use ")
                    .contains("OLIVO_JAVA_OPTS=-Xmx"));
    assertThat(run.npz()).doesNotExist();
    for (String command : List.of("analyze", "export")) {
      Invocation later = Invocation.of(command, directory);
      assertThat(later.status()).isEqualTo(1);
      assertThat(later.errLines())
          .singleElement()
          .asString()
          .startsWith("olivo: the memory does not suffice: Java may use ");
    }
  }

  @Test
  void shouldTellMemoryInOneUnit() {
    String most = "Java may use %.0f MB,".formatted(Runtime.getRuntime().maxMemory() * 1e-6);
    assertThat(RunFailure.of(new OutOfMemoryError())).hasMessageContaining(most);
  }
}
