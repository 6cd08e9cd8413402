package olivo.model;

import java.util.List;

/**
 * Everything that a participant is handed for one epoch.
 *
 * @param ports the spikes due: for each input port the windows of one source slice after the other,
 *     each in the order of steps
 * @param samples samples taken in the epoch; for the recorder only
 */
public record Inbound(List<List<SpikeWindow>> ports, List<Sample> samples) {
  /** Nothing at all, for participants without input. */
  public static final Inbound NONE = new Inbound(List.of(), List.of());

  /** The spikes of one port. */
  public List<SpikeWindow> port(int port) {
    return ports.get(port);
  }
}
