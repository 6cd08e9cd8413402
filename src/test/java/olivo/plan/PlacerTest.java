package olivo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olivo.config.TopologyReader;
import olivo.device.layout.Slice;
import olivo.model.Placement;
import olivo.model.Topology;
import org.junit.jupiter.api.Test;

class PlacerTest {
  private static final DeviceOffer CPU =
      new DeviceOffer("opencl:0.0", DeviceOffer.Kind.PROCESSORS, "PoCL", 1L << 33);
  private static final DeviceOffer GPU =
      new DeviceOffer("opencl:1.0", DeviceOffer.Kind.GRAPHICS, "a card", 1L << 34);

  /** Devices of a made-up machine; {@code asked} tells whether drivers were woken up. */
  private static final class Machine implements Offers {
    private final List<DeviceOffer> openCl;
    private boolean asked;

    Machine(DeviceOffer... openCl) {
      this.openCl = List.of(openCl);
    }

    @Override
    public DeviceOffer builtIn() {
      return new DeviceOffer("jvm", DeviceOffer.Kind.BUILT_IN, "Java", 1L << 32);
    }

    @Override
    public List<DeviceOffer> openCl() {
      asked = true;
      return openCl;
    }

    @Override
    public Optional<String> trouble() {
      return openCl.isEmpty() ? Optional.of("no driver") : Optional.empty();
    }
  }

  private static Topology circuit(String file) {
    return TopologyReader.read(Path.of("conf", file), List.of()).topology();
  }

  private static Assignment place(String file, Machine machine, String... standard) {
    return Placer.place(
        circuit(file), Placement.AUTOMATIC.withStandard(List.of(standard)), machine);
  }

  @Test
  void shouldNotEvenLookForGraphicsProcessorsWhenThereIsLittleWork() {
    Machine machine = new Machine(CPU, GPU);
    Assignment assignment = place("microcircuit.conf", machine, "auto");
    assertThat(assignment.used()).containsExactly("jvm");
    assertThat(machine.asked).isFalse();
    assertThat(assignment.reasons()).singleElement().asString().contains("auto is jvm");
  }

  @Test
  void shouldChooseTheGraphicsProcessorWhenThereIsMuchWork() {
    Assignment assignment = place("microcircuit-x16.conf", new Machine(CPU, GPU), "auto");
    assertThat(assignment.used()).containsExactly("opencl:1.0");
    assertThat(assignment.reasons()).singleElement().asString().contains("auto is opencl:1.0");
  }

  @Test
  void shouldStayOnTheBuiltInDeviceWhenOpenClIsTheSameProcessors() {
    Assignment assignment = place("microcircuit-x16.conf", new Machine(CPU), "auto");
    assertThat(assignment.used()).containsExactly("jvm");
    assertThat(assignment.reasons()).singleElement().asString().contains("the same processors");
  }

  @Test
  void shouldTakeTheFirstGraphicsProcessorWhenAnyOpenClIsWanted() {
    assertThat(place("microcircuit.conf", new Machine(CPU, GPU), "opencl").used())
        .containsExactly("opencl:1.0");
    assertThat(place("microcircuit.conf", new Machine(CPU), "opencl").used())
        .containsExactly("opencl:0.0");
  }

  @Test
  void shouldSayWhatThereIsWhenADeviceIsAbsent() {
    assertThatThrownBy(() -> place("microcircuit.conf", new Machine(CPU), "opencl:3.1"))
        .isInstanceOf(PlacementException.class)
        .hasMessage("there is no device opencl:3.1; there are jvm, opencl:0.0");
    assertThatThrownBy(() -> place("microcircuit.conf", new Machine(), "opencl"))
        .isInstanceOf(PlacementException.class)
        .hasMessage("there is no device opencl; no driver");
  }

  @Test
  void shouldCutWhatIsLargeAndBalanceTheRestWhenDevicesAreSeveral() {
    Assignment assignment =
        place("microcircuit.conf", new Machine(CPU, GPU), "opencl:0.0", "opencl:1.0");
    assertThat(assignment.devices().get("PKJ")).containsExactly("opencl:0.0", "opencl:1.0");
    assertThat(assignment.devices().get("BC")).containsExactly("opencl:0.0", "opencl:1.0");
    assertThat(assignment.devices().get("IO")).hasSize(1);
    assertThat(assignment.devices().get("PF")).hasSize(1);
    assertThat(assignment.devices().get("PF")).isNotEqualTo(assignment.devices().get("IO"));
    assertThat(assignment.reasons()).singleElement().asString().contains("shared out");
  }

  @Test
  void shouldKeepTheSitesOfTheTopologyWhenTheRestGoesElsewhere() {
    Placement wanted =
        new Placement(
            List.of("jvm"),
            Map.of(
                "PKJ", new Placement.Site(3, List.of("opencl:0.0", "opencl:1.0")),
                "IO", new Placement.Site(2, List.of())));
    Assignment assignment =
        Placer.place(circuit("microcircuit.conf"), wanted, new Machine(CPU, GPU));
    assertThat(assignment.devices().get("PKJ"))
        .containsExactly("opencl:0.0", "opencl:1.0", "opencl:0.0");
    assertThat(assignment.devices().get("IO")).containsExactly("jvm", "jvm");
    assertThat(assignment.devices().get("BC")).containsExactly("jvm");
    assertThat(assignment.deviceOf(new Slice(3, "PKJ", 128, 42, 85))).isEqualTo("opencl:1.0");
    assertThat(assignment.reasons()).isEmpty();
  }
}
