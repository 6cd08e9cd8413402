package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spikes and weights are a function of topology and seed alone. */
class ReproducibilityTest {
  @TempDir private static Path first;
  private static JsonObject digests;

  @TempDir private Path other;

  @BeforeAll
  static void simulate() throws IOException {
    assertThat(Invocation.shortRun(first, "--threads", 2).status()).isZero();
    digests = Invocation.digests(first);
  }

  private JsonObject digestsOf(Object... more) throws IOException {
    Invocation invocation = Invocation.shortRun(other, more);
    assertThat(invocation.status()).as(invocation.err()).isZero();
    return Invocation.digests(other);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void shouldNotDependOnTheNumberOfThreads(int threads) throws IOException {
    assertThat(digestsOf("--threads", threads, "--seed", 1)).isEqualTo(digests);
  }

  @Test
  void shouldDependOnTheSeed() throws IOException {
    JsonObject others = digestsOf("--seed", 2);
    assertThat(others.get("spikes")).isNotEqualTo(digests.get("spikes"));
    assertThat(others.get("weights")).isNotEqualTo(digests.get("weights"));
  }

  @Test
  void shouldSwitchTheRuleOfPlasticity() throws IOException {
    JsonObject others = digestsOf("--set", "projections.PF-PKJ.plasticity=A");
    assertThat(others.get("weights")).isNotEqualTo(digests.get("weights"));
    assertThat(
            Invocation.runJson(other)
                .getAsJsonObject("topology")
                .getAsJsonObject("resolved")
                .getAsJsonObject("projections")
                .getAsJsonObject("PF-PKJ")
                .get("plasticity")
                .getAsString())
        .isEqualTo("A");
  }

  @Test
  void shouldRunAgainFromTheTopologyOfARunDirectory() throws IOException {
    Invocation again =
        Invocation.of("run", first.resolve("topology.conf"), "--no-plots", "--out", other);
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(Invocation.digests(other)).isEqualTo(digests);
    assertThat(sha256(other)).isEqualTo(sha256(first));
  }

  private static String sha256(Path run) throws IOException {
    return Invocation.runJson(run).getAsJsonObject("topology").get("sha256").getAsString();
  }
}
