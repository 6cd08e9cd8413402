package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import olivo.device.opencl.OpenClPlatforms;
import olivo.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The circuit with 16 times as many cells keeps its rates, on every device. Bands: rates of the
 * reference implementation at this size, with room for a window of 4 s instead of 20 s.
 */
class ScaledCircuitTest {
  @TempDir private Path builtIn;
  @TempDir private Path openCl;

  private static JsonObject simulate(Path directory, String device) throws IOException {
    Invocation invocation =
        Invocation.of(
            "run",
            "conf/microcircuit-x16.conf",
            "--duration",
            "8 s",
            "--device",
            device,
            "--no-plots",
            "--out",
            directory);
    assertThat(invocation.status()).as(invocation.err()).isZero();
    return Invocation.runJson(directory);
  }

  private static double rateHz(JsonObject run, String population) {
    return run.getAsJsonObject("populations")
        .getAsJsonObject(population)
        .get("rate_hz")
        .getAsDouble();
  }

  @Test
  void shouldKeepItsRatesWhenSixteenTimesAsLarge() throws IOException {
    JsonObject run = simulate(builtIn, "jvm");
    assertThat(rateHz(run, "PF")).isBetween(26.0, 26.2);
    assertThat(rateHz(run, "IO")).isBetween(0.9, 1.1);
    assertThat(rateHz(run, "PKJ")).isBetween(51.5, 53.5);
    assertThat(rateHz(run, "BC")).isBetween(19.5, 20.2);
    assertThat(rateHz(run, "DCN")).isBetween(30.6, 32.7);
    JsonObject weights = run.getAsJsonObject("weights").getAsJsonObject("PF-PKJ");
    assertThat(weights.get("mean").getAsDouble()).isBetween(0.95, 1.02);

    Needs.that(
        !OpenClPlatforms.inventory().devices().isEmpty(), "an OpenCL device to compare with");
    JsonObject elsewhere = simulate(openCl, "opencl");
    assertThat(elsewhere.get("digests")).isEqualTo(run.get("digests"));
  }
}
