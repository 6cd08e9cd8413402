package olivo.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Includes files, relative to the including file. A file that is missing is a mistake. */
final class FileIncluder
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  private final Sources sources;
  private final SourceText source;
  private final Optional<Path> directory;
  private final List<Path> parents;

  FileIncluder(Sources sources, SourceText source, Optional<Path> directory, List<Path> parents) {
    this.sources = sources;
    this.source = source;
    this.directory = directory;
    this.parents = parents;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    if (directory.isEmpty()) {
      throw problem(what, "nothing can be included here");
    }
    try {
      Path file = directory.get().resolve(what);
      Path withSuffix = directory.get().resolve(what + ".conf");
      return parse(what, Files.exists(file) || !Files.exists(withSuffix) ? file : withSuffix);
    } catch (InvalidPathException e) {
      throw problem(what, "not a file name");
    }
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return include(context, what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw problem(what.toString(), "only files can be included");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw problem(what, "only files can be included");
  }

  private ConfigObject parse(String what, Path file) {
    Path normal = file.toAbsolutePath().normalize();
    if (parents.contains(normal)) {
      throw problem(what, "the file includes itself");
    }
    String content;
    try {
      content = Sources.content(file);
    } catch (BadValue e) {
      throw problem(what, e.getMessage());
    }
    List<Path> stack = new ArrayList<>(parents);
    stack.add(normal);
    SourceText included = sources.add(file.toString(), true, content);
    return sources.parse(included, Optional.of(TopologyReader.directory(file)), stack).root();
  }

  private TopologyException problem(String what, String message) {
    LocatedProblem problem =
        new LocatedProblem(
            source.name(), source.lineOfInclude(what), "", "include '" + what + "': " + message);
    return new TopologyException(List.of(problem));
  }
}
