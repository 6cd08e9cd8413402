package olivo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import olivo.analysis.Plots;
import olivo.analysis.RunStatistics;
import olivo.analysis.TrialPlots;
import olivo.model.Topology;
import olivo.record.NpzExport;
import olivo.record.format.Recording;

/**
 * What is made of a recording at the end of a run.
 *
 * @param statistics figures of the second half of the run
 * @param plots plots drawn
 * @param noPlots why there are no plots although they were asked for
 */
record RunProducts(RunStatistics statistics, List<Path> plots, Optional<String> noPlots) {

  /** Figures alone, for a run that did not come to its end. */
  static RunProducts figuresOf(RunDirectory directory) throws IOException {
    return new RunProducts(statistics(directory), List.of(), Optional.empty());
  }

  /**
   * Everything. The archive is written while plots are drawn: the run is over, and its processors
   * are free.
   *
   * @param digests go into the archive
   * @param withPlots whether plots are drawn
   */
  static RunProducts make(
      RunDirectory directory, Map<String, String> digests, Topology topology, boolean withPlots)
      throws IOException {
    CompletableFuture<Void> archive =
        CompletableFuture.runAsync(() -> writeArchive(directory, digests));
    List<Path> plots = List.of();
    Optional<String> noPlots = Optional.empty();
    RunStatistics statistics = statistics(directory);
    if (withPlots) {
      try (Recording recording = Recording.open(directory.recording())) {
        plots = plots(recording, topology, directory);
      } catch (IOException e) {
        noPlots = Optional.of(RunDirectory.reason(e));
      }
    }
    try {
      archive.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      throw e;
    }
    return new RunProducts(statistics, plots, noPlots);
  }

  /** Draws everything that can be drawn. */
  static List<Path> plots(Recording recording, Topology topology, RunDirectory directory)
      throws IOException {
    List<Path> plots =
        new ArrayList<>(Plots.write(recording, directory.plots(), topology.expectations()));
    plots.addAll(TrialPlots.write(recording, topology, directory.plots(), directory.trialRates()));
    return plots;
  }

  private static void writeArchive(RunDirectory directory, Map<String, String> digests) {
    try (Recording recording = Recording.open(directory.recording())) {
      NpzExport.write(recording, digests, directory.npz());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunStatistics statistics(RunDirectory directory) throws IOException {
    try (Recording recording = Recording.open(directory.recording())) {
      long steps = recording.recordedSteps();
      return RunStatistics.of(recording, steps / 2, steps);
    }
  }
}
