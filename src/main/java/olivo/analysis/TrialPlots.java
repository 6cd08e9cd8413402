package olivo.analysis;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import olivo.model.Protocol.TrialType;
import olivo.model.Topology;
import olivo.record.format.Recording;

/**
 * Peristimulus time histograms of a run with trials: all of them as comma-separated values, and for
 * each kind of trial a plot {@code psth_<trial>.png} of the first and the last block.
 */
public final class TrialPlots {
  private static final String HEADER =
      "trial,block,block_number,repetition,trials,population,cells,from_ms,to_ms,rate_hz\n";

  private TrialPlots() {}

  /**
   * Writes the table and draws the plots; nothing where there are no trials or no spikes are
   * recorded.
   *
   * @param topology what was run
   * @param plotsDir directory of the plots, made if it does not exist
   * @param table the file of the table
   * @return the files written
   * @throws IOException if the recording cannot be read, a file cannot be written or Java finds no
   *     fonts
   */
  public static List<Path> write(Recording recording, Topology topology, Path plotsDir, Path table)
      throws IOException {
    List<Integer> recorded = new ArrayList<>();
    for (int i = 0; i < recording.header().populations().size(); i++) {
      if (recording.header().populations().get(i).recorded()) {
        recorded.add(i);
      }
    }
    if (topology.protocol().isEmpty() || recorded.isEmpty()) {
      return List.of();
    }
    TrialGroups groups = TrialGroups.of(topology);
    List<TrialType> types = groups.types();
    List<List<List<PeristimulusHistogram>>> shown = new ArrayList<>();
    types.forEach(type -> shown.add(new ArrayList<>()));
    Path partial = table.resolveSibling(table.getFileName() + ".tmp");
    try (BufferedWriter rows = Files.newBufferedWriter(partial)) {
      rows.write(HEADER);
      for (int population : recorded) {
        List<PeristimulusHistogram> all = PeristimulusHistogram.of(recording, population, groups);
        for (PeristimulusHistogram histogram : all) {
          write(histogram, rows);
        }
        for (int t = 0; t < types.size(); t++) {
          List<TrialGroups.Group> ends = groups.firstAndLast(types.get(t));
          shown.get(t).add(all.stream().filter(h -> ends.contains(h.group())).toList());
        }
      }
    }
    Files.move(partial, table, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    List<Path> written = new ArrayList<>(List.of(table));
    PlotStyle.requireFonts();
    Files.createDirectories(plotsDir);
    for (int t = 0; t < types.size(); t++) {
      String name = "psth_" + types.get(t).name() + ".png";
      Path file = plotsDir.resolve(name);
      PngFile.write(TrialCharts.of(groups, types.get(t), shown.get(t)), file);
      written.add(file);
    }
    return written;
  }

  private static void write(PeristimulusHistogram histogram, BufferedWriter rows)
      throws IOException {
    TrialGroups.Group group = histogram.group();
    for (int bin = 0; bin < histogram.bins() && histogram.trials() > 0; bin++) {
      rows.write(
          String.format(
              Locale.ROOT,
              "%s,%s,%d,%d,%d,%s,%d,%s,%s,%.6g%n",
              group.type().name(),
              group.block(),
              group.blockNumber(),
              group.repetition(),
              histogram.trials(),
              histogram.population(),
              histogram.cells(),
              plain(histogram.startMs(bin)),
              plain(histogram.endMs(bin)),
              histogram.rateHz(bin)));
    }
  }

  private static String plain(double ms) {
    String text = String.format(Locale.ROOT, "%.6f", ms);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
