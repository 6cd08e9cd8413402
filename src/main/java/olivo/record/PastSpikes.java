package olivo.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;

/**
 * All spikes of a run so far, which goes on after a checkpoint: those of populations that are
 * recorded as a whole from its recording, those of others from a recording that is kept beside the
 * checkpoint.
 */
final class PastSpikes {
  private final Path recording;
  private final Path unrecorded;

  /** Receives spikes of one population in portions, as {@link Recording.PortionVisitor} does. */
  interface Visitor {
    void spikes(int population, long[] steps, int[] cells, int count) throws IOException;
  }

  PastSpikes(Path recording, Path unrecorded) {
    this.recording = recording;
    this.unrecorded = unrecorded;
  }

  /** Whether all spikes of a population are in the recording of the run. */
  static boolean isWhole(PopulationEntry entry) {
    return entry.recorded() && !entry.isPartial();
  }

  /** What the other recording holds; empty where the first holds everything. */
  static Optional<RecordingHeader> unrecordedOf(RecordingHeader header) {
    List<PopulationEntry> populations =
        header.populations().stream()
            .map(entry -> new PopulationEntry(entry.name(), entry.size(), !isWhole(entry)))
            .toList();
    if (populations.stream().noneMatch(PopulationEntry::recorded)) {
      return Optional.empty();
    }
    return Optional.of(
        new RecordingHeader(
            RecordingHeader.FORMAT_VERSION,
            header.topology(),
            header.topologySha256(),
            header.version(),
            header.seed(),
            header.dtMs(),
            header.plannedSteps(),
            0,
            populations,
            List.of(),
            List.of()));
  }

  /** Visits all of them, population by population, each by step. */
  void visit(Visitor visitor) throws IOException {
    try (Recording main = Recording.open(recording)) {
      List<PopulationEntry> populations = main.header().populations();
      visit(main, visitor);
      if (!populations.stream().allMatch(PastSpikes::isWhole)) {
        try (Recording rest = Recording.open(unrecorded)) {
          visit(rest, visitor);
        }
      }
    }
  }

  private static void visit(Recording from, Visitor visitor) throws IOException {
    for (int i = 0; i < from.header().populations().size(); i++) {
      int population = i;
      if (isWhole(from.header().populations().get(i))) {
        from.portions(i, (steps, cells, count) -> visitor.spikes(population, steps, cells, count));
      }
    }
  }
}
