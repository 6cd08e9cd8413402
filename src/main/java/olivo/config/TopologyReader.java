package olivo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads topologies written in HOCON.
 *
 * <p>Environment variables and system properties have no influence: a topology is what its files
 * and overrides say.
 */
public final class TopologyReader {
  private TopologyReader() {}

  /**
   * Reads a file and the files it includes.
   *
   * @param file the file
   * @param sets overrides {@code path=value}, each of which replaces whatever the file has there;
   *     later ones win; {@code null} as the value removes a key
   * @throws TopologyException if anything is wrong, with everything that is wrong
   */
  public static ReadResult read(Path file, List<String> sets) {
    Sources sources = new Sources();
    sources.allowFiles();
    SourceText text = source(sources, file);
    return read(sources, text, Optional.of(directory(file)), parents(file), sets);
  }

  /** The text of a file, as part of a reading. */
  static SourceText source(Sources sources, Path file) {
    try {
      return sources.add(file.toString(), true, Sources.content(file));
    } catch (BadValue e) {
      throw new TopologyException(
          List.of(new LocatedProblem(file.toString(), 0, "", e.getMessage())));
    }
  }

  private static List<Path> parents(Path file) {
    return List.of(file.toAbsolutePath().normalize());
  }

  /** What a file and the files it includes say, without resolving substitutions. */
  static Config parse(Sources sources, Path file) {
    return sources.parse(source(sources, file), Optional.of(directory(file)), parents(file));
  }

  /** Where the files are that a file includes, in the words in which the file was named. */
  static Path directory(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /**
   * Reads a text, which cannot include files.
   *
   * @param hocon the text
   * @param sourceName what problems call it
   * @param sets overrides, as for files
   * @throws TopologyException if anything is wrong, with everything that is wrong
   */
  public static ReadResult readString(String hocon, String sourceName, List<String> sets) {
    Sources sources = new Sources();
    SourceText text = sources.add(sourceName, true, hocon);
    return read(sources, text, Optional.empty(), List.of(), sets);
  }

  private static ReadResult read(
      Sources sources,
      SourceText text,
      Optional<Path> directory,
      List<Path> parents,
      List<String> sets) {
    List<LocatedProblem> problems = new ArrayList<>();
    Config written = null;
    Config overridden = null;
    try {
      written = sources.parse(text, directory, parents);
    } catch (TopologyException e) {
      problems.addAll(e.problems());
    }
    try {
      overridden =
          Overrides.apply(written == null ? ConfigFactory.empty() : written, sets, sources);
    } catch (TopologyException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new TopologyException(problems);
    }
    return document(written, overridden, sources);
  }

  /**
   * Reads what a file says with further keys put over it.
   *
   * @param written what the file says
   * @param overlay merged into it key by key; {@code null} removes a key
   * @param sets overrides, as for files, over both
   */
  static ReadResult read(Sources sources, Config written, ConfigObject overlay, List<String> sets) {
    Config merged = overlay.toConfig().withFallback(written);
    return document(written, Overrides.apply(merged, sets, sources), sources);
  }

  private static ReadResult document(Config written, Config overridden, Sources sources) {
    ConfigObject resolved = resolve(overridden, sources);
    return new Document(resolved, new NameOrder(written.root(), sources), sources).read();
  }

  static ConfigObject resolve(Config config, Sources sources) {
    try {
      return config.resolve(ConfigResolveOptions.noSystem()).root();
    } catch (ConfigException e) {
      throw sources.broken(e, sources.root());
    } catch (StackOverflowError e) {
      throw Sources.single(sources.root(), "is nested too deeply");
    }
  }
}
