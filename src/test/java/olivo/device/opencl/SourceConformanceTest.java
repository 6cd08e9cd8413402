package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import olivo.device.Device;
import olivo.device.SourceState;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.GeometricTable;
import olivo.device.layout.Slice;
import olivo.device.layout.SourceLayout;
import olivo.device.layout.SourceStage;
import olivo.model.Epoch;
import olivo.model.Inbound;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceConformanceTest {
  static Stream<Bench.Setup> setups() {
    return Bench.setups();
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldFireAsOnTheJvmWhenBernoulli(Bench.Setup setup) {
    for (int cells : new int[] {1, 31, 32, 33, 63, 64, 65, 127, 128, 129, 10_007}) {
      Slice slice = new Slice(0, "S", cells, 0, cells);
      double p = cells > 1000 ? 0.003 : 0.02;
      compare(setup, new SourceLayout.Bernoulli(slice, GeometricTable.of(p), 500, 50, 42, 7), 500);
    }
    Slice slice = new Slice(0, "S", 20, 0, 20);
    compare(setup, new SourceLayout.Bernoulli(slice, GeometricTable.of(1), 500, 0, 1, 7), 500);
    compare(setup, new SourceLayout.Bernoulli(slice, GeometricTable.of(0.3), 500, 0, -5, 7), 500);
    compare(
        setup,
        new SourceLayout.Bernoulli(slice, GeometricTable.of(1e-6), 1_000_000, 0, 9, 7),
        1_000_000);
    // None of these ever fires, and none is drawn for ever.
    compare(
        setup,
        new SourceLayout.Bernoulli(slice, GeometricTable.of(1e-15), 1_000_000, 0, 9, 7),
        1_000_000);
    compare(setup, new SourceLayout.Bernoulli(slice, null, 10, 0, 1, 7), 10);
  }

  /** Rates rise, fall, stop and begin, for some cells or all, in the middle of epochs or not. */
  @ParameterizedTest
  @MethodSource("setups")
  void shouldFireAsOnTheJvmWhenRatesChange(Bench.Setup setup) {
    for (int cells : new int[] {1, 33, 64, 129, 10_007}) {
      Slice slice = new Slice(0, "S", cells, 0, cells);
      GeometricTable low = GeometricTable.of(1e-5);
      GeometricTable high = GeometricTable.of(cells > 1000 ? 0.02 : 0.3);
      List<SourceStage> stages =
          List.of(
              new SourceStage(0, alternating(cells, 3, high, low)),
              new SourceStage(1, alternating(cells, 2, high, null)),
              new SourceStage(4, alternating(cells, 5, GeometricTable.of(1), high)),
              new SourceStage(5, alternating(cells, 1, high, null)),
              new SourceStage(150, alternating(cells, 2, null, low)),
              new SourceStage(151, alternating(cells, 7, low, high)));
      for (int refractory : new int[] {0, 50}) {
        for (GeometricTable first : new GeometricTable[] {null, low, high}) {
          compare(
              setup, new SourceLayout.Bernoulli(slice, first, 500, refractory, 42, 7, stages), 500);
        }
      }
    }
  }

  /** One cell in so many has the first table, the others the second. */
  private static GeometricTable[] alternating(
      int cells, int period, GeometricTable one, GeometricTable others) {
    GeometricTable[] tables = new GeometricTable[cells];
    Arrays.setAll(tables, cell -> cell % period == 0 ? one : others);
    return tables;
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldFireAsOnTheJvmWhenListed(Bench.Setup setup) {
    Slice slice = new Slice(0, "S", 3, 0, 3);
    compare(setup, new SourceLayout.Listed(slice, new long[] {0, 1, 9, 10, 11, 499, 2000}), 500);
    compare(setup, new SourceLayout.Listed(slice, new long[0]), 10);
  }

  private static void compare(Bench.Setup setup, SourceLayout layout, int longest) {
    try (Device device = setup.open();
        Device reference = new JvmDevice();
        SourceState actual = device.createSource(layout);
        SourceState expected = reference.createSource(layout)) {
      for (Epoch epoch : Bench.epochs(1, 2, 7, longest, longest / 2)) {
        assertThat(actual.advance(epoch, Inbound.NONE))
            .as("%s in %s", layout, epoch)
            .isEqualTo(expected.advance(epoch, Inbound.NONE));
      }
    }
  }
}
