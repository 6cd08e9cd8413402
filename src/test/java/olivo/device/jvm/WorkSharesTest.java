package olivo.device.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import olivo.config.TopologyReader;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.device.layout.PlasticityLayout;
import org.junit.jupiter.api.Test;

class WorkSharesTest {
  /** 131,072 synapses of 6 bytes for each time that the circuit is as large as the default one. */
  private static PlasticityLayout circuit(String name, Partition partition) {
    return Lowering.lower(
            TopologyReader.read(Path.of("conf", name + ".conf"), List.of()).topology(), partition)
        .plasticity()
        .get(0);
  }

  @Test
  void shouldLeaveASmallProjectionToOneThread() {
    PlasticityLayout small = circuit("microcircuit", Partition.WHOLE);
    assertThat(WorkShares.of(small, 1)).isSameAs(WorkShares.WHOLE);
    assertThat(WorkShares.of(small, 8)).isSameAs(WorkShares.WHOLE);
  }

  @Test
  void shouldShareMoreTheMoreThreadsThereAre() {
    PlasticityLayout larger = circuit("microcircuit-x4", Partition.WHOLE);
    assertThat(WorkShares.of(larger, 2)).isSameAs(WorkShares.WHOLE);
    assertThat(WorkShares.of(larger, 3)).isSameAs(WorkShares.WHOLE);
    assertThat(WorkShares.of(larger, 4)).isEqualTo(new WorkShares(8, 4));
    assertThat(WorkShares.of(larger, 16)).isEqualTo(new WorkShares(8, 4));
  }

  @Test
  void shouldShareALargeProjectionBetweenTwo() {
    PlasticityLayout large = circuit("microcircuit-x16", Partition.WHOLE);
    assertThat(WorkShares.of(large, 1)).isSameAs(WorkShares.WHOLE);
    assertThat(WorkShares.of(large, 2)).isEqualTo(new WorkShares(4, 2));
    assertThat(WorkShares.of(large, 3)).isEqualTo(new WorkShares(6, 3));
  }

  @Test
  void shouldCountTheSynapsesOfASlice() {
    PlasticityLayout half = circuit("microcircuit-x4", new Partition(Map.of("PKJ", 2)));
    assertThat(WorkShares.of(half, 6)).isSameAs(WorkShares.WHOLE);
    assertThat(WorkShares.of(half, 7)).isEqualTo(new WorkShares(8, 4));
  }
}
