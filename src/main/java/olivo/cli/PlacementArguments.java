package olivo.cli;

import java.util.List;
import olivo.config.ReadResult;
import olivo.model.Placement;
import olivo.plan.Assignment;
import olivo.plan.Offers;
import olivo.plan.PlacementException;
import olivo.plan.Placer;
import picocli.CommandLine.Option;

/** Where populations are to live, and in what portions they advance. */
final class PlacementArguments {
  private static final String DEVICE = "--device";

  @Option(
      names = DEVICE,
      paramLabel = "DEVICE[,DEVICE...]",
      description =
          "Where populations live that the topology does not place itself: auto, jvm, opencl"
              + " (the first one) or%nopencl:<platform>.<index>. Over several devices they are"
              + " shared out. Default:"
              + " placement.default of the topology, auto where there is none.")
  private String device;

  @Option(
      names = "--epoch-steps",
      paramLabel = "N",
      converter = Count.class,
      description =
          "Longest epoch in steps, which changes the speed and nothing else. Default: what suits the"
              + " devices.")
  private Integer epochSteps;

  /** As if {@code --device} had been given. */
  static PlacementArguments on(String device) {
    PlacementArguments arguments = new PlacementArguments();
    arguments.device = device;
    return arguments;
  }

  /** Decides where everything goes. */
  Assignment assign(ReadResult read, Offers offers) {
    try {
      return Placer.place(read.topology(), placement(read), offers);
    } catch (PlacementException e) {
      boolean given = device != null && e.key().equals(Placement.DEFAULT_KEY);
      throw new InputException((given ? DEVICE : "placement." + e.key()) + ": " + e.getMessage());
    }
  }

  private Placement placement(ReadResult read) {
    if (device == null) {
      return read.placement();
    }
    List<String> names = List.of(device.split(",", -1));
    for (String name : names) {
      if (!Placement.isName(name)) {
        throw new InputException(
            DEVICE
                + ": there is no device '"
                + name
                + "'; accepted are "
                + Placement.ACCEPTED
                + ", or several of them with commas");
      }
    }
    if (names.size() > 1 && names.contains(Placement.AUTO)) {
      throw new InputException(
          DEVICE + ": auto chooses by itself, without other devices beside it");
    }
    return read.placement().withStandard(names);
  }

  /** The longest epoch. */
  int epochSteps(int worthwhile) {
    return epochSteps == null ? worthwhile : epochSteps;
  }
}
