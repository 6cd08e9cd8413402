package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import olivo.model.Placement;
import org.junit.jupiter.api.Test;

class PlacementTest {
  @Test
  void shouldReadDevicesAndSlices() {
    assertThat(Small.read(Small.TEXT).placement())
        .isEqualTo(
            new Placement(
                List.of("opencl:0.0", "jvm"),
                Map.of(
                    "PKJ",
                    new Placement.Site(2, List.of("opencl:0.0", "opencl:0.1")),
                    "IO",
                    new Placement.Site(1, List.of("jvm")))));
  }

  @Test
  void shouldCutIntoAsManySlicesAsDevicesWhenTheirNumberIsNotGiven() {
    Placement placement =
        Small.read(Small.TEXT, "placement={ PKJ { devices = [jvm, jvm, jvm] } }").placement();
    assertThat(placement.standard()).containsExactly(Placement.AUTO);
    assertThat(placement.sites().get("PKJ").slices()).isEqualTo(3);
  }

  @Test
  void shouldLeaveTheDigestOfTheTopologyAloneWhenOnlyThePlacementDiffers() {
    ReadResult placed = Small.read(Small.TEXT);
    ReadResult elsewhere = Small.read(Small.TEXT, "placement=null");
    assertThat(elsewhere.placement()).isEqualTo(Placement.AUTOMATIC);
    assertThat(elsewhere.sha256()).isEqualTo(placed.sha256());
    assertThat(elsewhere.resolvedHocon()).isNotEqualTo(placed.resolvedHocon());
    assertThat(Small.read(Small.TEXT, "seed=2").sha256()).isNotEqualTo(placed.sha256());
  }
}
