package olivo.analysis;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import olivo.model.Expectation;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.StateEntry;

/**
 * The plots of a run, as PNG files: for every recorded population {@code <population>_raster.png};
 * for every set of sampled potentials {@code <population>_pair_voltages.png}; for every recorded
 * plastic projection {@code weights_mean_std.png}, {@code weights_individual.png} and {@code
 * weights_histogram.png} (with the name of the projection where there are several); {@code
 * rates.png} and {@code isi_histograms.png} for all populations together.
 */
public final class Plots {
  static {
    // AWT would otherwise try to reach the display that DISPLAY names, and fail where there is
    // none.
    System.setProperty("java.awt.headless", "true");
  }

  private final Recording recording;
  private final Path directory;
  private final List<Path> written = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private Plots(Recording recording, Path directory) {
    this.recording = recording;
    this.directory = directory;
  }

  /**
   * Draws everything that a recording allows. Silent populations and runs of a few steps give plots
   * with empty axes; what is not recorded is left out.
   *
   * @param plotsDir directory of the plots, made if it does not exist; plots of the same names are
   *     replaced
   * @param expectations bands to shade, of which those of the quantity {@code rate_hz} are used
   * @return the files written, in the order of writing
   * @throws IOException if the recording cannot be read, a plot cannot be written or Java finds no
   *     fonts
   */
  public static List<Path> write(Recording recording, Path plotsDir, List<Expectation> expectations)
      throws IOException {
    PlotStyle.requireFonts();
    Files.createDirectories(plotsDir);
    Plots plots = new Plots(recording, plotsDir);
    plots.populations(expectations);
    plots.weights();
    plots.states();
    return List.copyOf(plots.written);
  }

  private void populations(List<Expectation> expectations) throws IOException {
    RecordingHeader header = recording.header();
    List<PopulationView> views = new ArrayList<>();
    for (int i = 0; i < header.populations().size(); i++) {
      if (header.populations().get(i).recorded() && header.populations().get(i).size() > 0) {
        PopulationView view = PopulationView.read(recording, i);
        save(view.name() + "_raster", PlotStyle.image(RasterChart.of(view)));
        views.add(view);
      }
    }
    if (!views.isEmpty()) {
      save("rates", PanelCharts.rates(views, expectations));
      save("isi_histograms", PanelCharts.intervals(views));
    }
  }

  private void weights() throws IOException {
    int projections = recording.header().weights().size();
    for (int i = 0; i < projections; i++) {
      WeightHistory history = WeightHistory.read(recording, i);
      String suffix = projections == 1 ? "" : "_" + history.entry().projection();
      save("weights_mean_std" + suffix, PlotStyle.image(WeightCharts.meanAndSd(history)));
      save("weights_individual" + suffix, PlotStyle.image(WeightCharts.individual(history)));
      if (history.last() != null && history.last().length > 0) {
        save("weights_histogram" + suffix, PlotStyle.image(WeightCharts.histogram(history)));
      }
    }
  }

  private void states() throws IOException {
    List<StateEntry> entries = recording.header().states();
    for (int i = 0; i < entries.size(); i++) {
      StateEntry entry = entries.get(i);
      String what = entry.variable().equals("V_m") ? "voltages" : entry.variable();
      String name = entry.population() + (entry.cells().size() > 1 ? "_pair_" : "_") + what;
      save(name, PlotStyle.image(TraceChart.of(recording, i)));
    }
  }

  /** Saves under a name that is safe for files and not used yet by another plot. */
  private void save(String name, BufferedImage image) throws IOException {
    String stem = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
    String free = stem;
    for (int i = 2; !names.add(free); i++) {
      free = stem + "_" + i;
    }
    Path file = directory.resolve(free + ".png");
    PngFile.write(image, file);
    written.add(file);
  }
}
