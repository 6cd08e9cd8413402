package olivo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import olivo.analysis.Plots;
import olivo.analysis.RunStatistics;
import olivo.analysis.TrialPlots;
import olivo.model.Topology;
import olivo.record.NpzExport;
import olivo.record.format.Recording;

/**
 * What is made of a recording at the end of a run.
 *
 * @param statistics figures of the second half of the run; none where they are unmade
 * @param plots plots drawn
 * @param noPlots why there are no plots although they were asked for
 * @param unmade what there was too little memory for
 */
record RunProducts(
    RunStatistics statistics, List<Path> plots, Optional<String> noPlots, Set<Product> unmade) {
  private static final RunStatistics NO_FIGURES = new RunStatistics(Map.of(), Map.of());

  /** What can be made. */
  enum Product {
    FIGURES("the figures in run.json"),
    PLOTS("plots"),
    ARCHIVE("output.npz");

    private final String words;

    Product(String words) {
      this.words = words;
    }
  }

  /** Figures alone. */
  static RunProducts figuresOf(RunDirectory directory) throws IOException {
    try (Recording recording = Recording.open(directory.recording())) {
      return figuresOf(recording);
    }
  }

  private static RunProducts figuresOf(Recording recording) throws IOException {
    long steps = recording.recordedSteps();
    return new RunProducts(
        RunStatistics.of(recording, steps / 2, steps), List.of(), Optional.empty(), Set.of());
  }

  /** Figures alone, or nothing where there is too little memory for them. */
  static RunProducts figuresIfTheyFit(RunDirectory directory) throws IOException {
    try (Recording recording = Recording.open(directory.recording())) {
      return figuresIfTheyFit(recording);
    }
  }

  private static RunProducts figuresIfTheyFit(Recording recording) throws IOException {
    try {
      return figuresOf(recording);
    } catch (OutOfMemoryError e) {
      return new RunProducts(NO_FIGURES, List.of(), Optional.empty(), Set.of(Product.FIGURES));
    }
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
    Set<Product> unmade = EnumSet.noneOf(Product.class);
    RunProducts figures;
    try (Recording recording = Recording.open(directory.recording())) {
      figures = figuresIfTheyFit(recording);
      if (withPlots) {
        try {
          plots = plots(recording, topology, directory);
        } catch (IOException e) {
          noPlots = Optional.of(RunDirectory.reason(e));
        } catch (OutOfMemoryError e) {
          unmade.add(Product.PLOTS);
        }
      }
    }
    try {
      archive.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      } else if (!(e.getCause() instanceof OutOfMemoryError)) {
        throw e;
      }
      unmade.add(Product.ARCHIVE);
    }
    if (!figures.unmade().isEmpty()) {
      // No command makes them later. Now the memory is theirs alone.
      figures = figuresIfTheyFit(directory);
      unmade.addAll(figures.unmade());
    }
    return new RunProducts(figures.statistics(), plots, noPlots, unmade);
  }

  /** Says what there was too little memory for, and how it is had all the same. */
  Optional<String> shortage(RunDirectory directory) {
    if (unmade.isEmpty()) {
      return Optional.empty();
    }
    List<String> remedies = new ArrayList<>();
    if (unmade.contains(Product.PLOTS)) {
      remedies.add("\"olivo analyze " + directory.path() + "\" draws the plots");
    }
    if (unmade.contains(Product.ARCHIVE)) {
      remedies.add("\"olivo export " + directory.path() + "\" writes output.npz");
    }
    return Optional.of(
        "the memory does not suffice for "
            + unmade.stream().map(product -> product.words).collect(Collectors.joining(", "))
            + "; the recording in "
            + directory.path()
            + " is complete"
            + (remedies.isEmpty() ? "" : ", " + String.join(", ", remedies))
            + "; "
            + RunFailure.moreMemory());
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
}
