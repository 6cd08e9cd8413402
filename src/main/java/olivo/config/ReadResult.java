package olivo.config;

import java.util.List;
import olivo.model.Placement;
import olivo.model.Topology;

/**
 * A topology that can be simulated.
 *
 * @param topology the topology
 * @param placement where its populations are wanted
 * @param warnings what was changed on reading, such as a delay that was rounded, one line each
 * @param resolvedHocon everything that was read, with overrides and substitutions applied, without
 *     comments and in a canonical form: reading it again gives the same topology and the same text
 * @param sha256 SHA-256 of {@code resolvedHocon} in UTF-8 without its placement, which changes no
 *     result, as 64 hexadecimal digits
 */
public record ReadResult(
    Topology topology,
    Placement placement,
    List<String> warnings,
    String resolvedHocon,
    String sha256) {
  public ReadResult {
    warnings = List.copyOf(warnings);
  }
}
