package olivo.analysis;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import olivo.model.Expectation;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.StateEntry;
import org.jfree.chart.JFreeChart;

/**
 * The plots of a run, as PNG files: for every recorded population {@code <population>_raster.png};
 * for every set of sampled potentials {@code <population>_pair_voltages.png}; for every recorded
 * plastic projection {@code weights_mean_std.png}, {@code weights_individual.png} and {@code
 * weights_histogram.png} (with the name of the projection where there are several); {@code
 * rates.png} and {@code isi_histograms.png} for all populations together.
 */
public final class Plots {
  private static final int STOP_SECONDS = 60;

  private final Recording recording;
  private final Path directory;
  private final Set<String> names = new HashSet<>();
  private final List<Future<Path>> plots = new ArrayList<>();

  /** Paints one plot while the recording is read for the next. */
  private final ExecutorService painter =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "plots"));

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
    Files.createDirectories(plotsDir);
    Plots plots = new Plots(recording, plotsDir);
    try {
      return plots.write(expectations);
    } finally {
      plots.stop();
    }
  }

  /** Returns once nothing is written any more. */
  private void stop() {
    painter.shutdownNow();
    try {
      if (!painter.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a plot is still being drawn after " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Path> write(List<Expectation> expectations) throws IOException {
    Future<Void> fonts =
        painter.submit(
            () -> {
              PlotStyle.requireFonts();
              return null;
            });
    populations(expectations);
    weights();
    states();
    outcome(fonts);
    List<Path> written = new ArrayList<>();
    for (Future<Path> plot : plots) {
      written.add(outcome(plot));
    }
    return List.copyOf(written);
  }

  private void populations(List<Expectation> expectations) throws IOException {
    RecordingHeader header = recording.header();
    List<PopulationView> views = new ArrayList<>();
    for (int i = 0; i < header.populations().size(); i++) {
      if (header.populations().get(i).recorded() && header.populations().get(i).size() > 0) {
        PopulationView view = PopulationView.read(recording, i);
        save(view.name() + "_raster", () -> PlotStyle.image(RasterChart.of(view)));
        views.add(view);
      }
    }
    if (!views.isEmpty()) {
      save("rates", () -> PanelCharts.rates(views, expectations));
      save("isi_histograms", () -> PanelCharts.intervals(views));
    }
  }

  private void weights() throws IOException {
    int projections = recording.header().weights().size();
    for (int i = 0; i < projections; i++) {
      WeightHistory history = WeightHistory.read(recording, i);
      String suffix = projections == 1 ? "" : "_" + history.entry().projection();
      save("weights_mean_std" + suffix, () -> PlotStyle.image(WeightCharts.meanAndSd(history)));
      save("weights_individual" + suffix, () -> PlotStyle.image(WeightCharts.individual(history)));
      if (history.last() != null && history.last().length > 0) {
        save("weights_histogram" + suffix, () -> PlotStyle.image(WeightCharts.histogram(history)));
      }
    }
  }

  private void states() throws IOException {
    List<StateEntry> entries = recording.header().states();
    for (int i = 0; i < entries.size(); i++) {
      StateEntry entry = entries.get(i);
      String what = entry.variable().equals("V_m") ? "voltages" : entry.variable();
      String name = entry.population() + (entry.cells().size() > 1 ? "_pair_" : "_") + what;
      JFreeChart chart = TraceChart.of(recording, i);
      save(name, () -> PlotStyle.image(chart));
    }
  }

  /** Saves under a name that is safe for files and not used yet by another plot. */
  private void save(String name, Supplier<BufferedImage> image) {
    String stem = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
    String free = stem;
    for (int i = 2; !names.add(free); i++) {
      free = stem + "_" + i;
    }
    Path file = directory.resolve(free + ".png");
    plots.add(
        painter.submit(
            () -> {
              PngFile.write(image.get(), file);
              return file;
            }));
  }

  private static <T> T outcome(Future<T> task) throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      } else if (e.getCause() instanceof OutOfMemoryError failure) {
        throw failure;
      }
      throw new IllegalStateException("a plot cannot be drawn", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while plotting").initCause(e);
    }
  }
}
