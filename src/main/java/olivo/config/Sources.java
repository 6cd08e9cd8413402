package olivo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of one reading. Parses them and finds the place a value came from. */
final class Sources {
  private static final Pattern ORIGIN = Pattern.compile("#(\\d+): (\\d+)");
  private static final int LARGEST_BYTES = 256 << 20;

  private final List<SourceText> texts = new ArrayList<>();
  private final Map<SourceText, Integer> parsedRank = new HashMap<>();
  private boolean filesAllowed;

  /** A text that is part of the reading from now on. */
  SourceText add(String name, boolean hasLines, String text) {
    SourceText source = new SourceText(name, texts.size(), hasLines, text);
    texts.add(source);
    return source;
  }

  /**
   * The content of a file.
   *
   * @throws BadValue if it cannot be read; the message says why
   */
  static String content(Path file) throws BadValue {
    if (Files.isDirectory(file)) {
      throw new BadValue("is a directory, not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      // The size first, as it is quick; but not everything that can be read has one.
      boolean large = Files.size(file) > LARGEST_BYTES;
      byte[] bytes = large ? new byte[0] : in.readNBytes(LARGEST_BYTES + 1);
      if (large || bytes.length > LARGEST_BYTES) {
        throw new BadValue("is larger than " + (LARGEST_BYTES >> 20) + " MiB");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new BadValue("no such file");
    } catch (CharacterCodingException e) {
      throw new BadValue("is not a text in UTF-8");
    } catch (IOException e) {
      throw new BadValue("cannot be read");
    }
  }

  /**
   * Parses a text without resolving its substitutions.
   *
   * @param directory where the files that it includes are, if it may include any
   * @param parents files that are being parsed, the outermost first
   */
  Config parse(SourceText source, Optional<Path> directory, List<Path> parents) {
    try {
      Config config =
          ConfigFactory.parseString(
              source.rewritten(),
              ConfigParseOptions.defaults()
                  .setSyntax(ConfigSyntax.CONF)
                  .setOriginDescription("#" + texts.indexOf(source))
                  .setIncluder(new FileIncluder(this, source, directory, parents)));
      parsedRank.put(source, parsedRank.size());
      return config;
    } catch (ConfigException e) {
      throw broken(e, new Location(source, 1));
    } catch (StackOverflowError e) {
      throw single(new Location(source, 1), "is nested too deeply");
    }
  }

  /** The single problem of a text that the library refuses. */
  TopologyException broken(ConfigException e, Location otherwise) {
    Location location = e.origin() == null ? otherwise : locate(e.origin(), otherwise);
    return single(location, LibraryMessage.plain(e));
  }

  static TopologyException single(Location location, String message) {
    return new TopologyException(List.of(location.problem("", message)));
  }

  /** The first text, which stands for everything that has no better place. */
  Location root() {
    return new Location(texts.get(0), 1);
  }

  /** Where a value was written; the first place of several that were merged. */
  Location locate(ConfigOrigin origin) {
    return locate(origin, root());
  }

  private Location locate(ConfigOrigin origin, Location otherwise) {
    return locations(origin).stream().min(Location.REPORT).orElse(otherwise);
  }

  /** From now on values may name files. */
  void allowFiles() {
    filesAllowed = true;
  }

  /**
   * A file named by a value: relative to the file in which the value stands, or for an override to
   * the first one.
   */
  Path beside(ConfigOrigin origin, String file) throws BadValue {
    if (!filesAllowed) {
      throw new BadValue("cannot be read: no files can be named here");
    }
    SourceText text = locate(origin).source();
    SourceText named = text.originalLine(1) > 0 ? text : texts.get(0);
    return TopologyReader.directory(Path.of(named.name())).resolve(file);
  }

  /** When a value's name was first met: files in the order in which their parsing ended. */
  long parsedOrder(ConfigOrigin origin) {
    return locations(origin).stream()
        .mapToLong(place -> ((long) parsedRank.getOrDefault(place.source(), 0) << 32) + place.row())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private List<Location> locations(ConfigOrigin origin) {
    List<Location> places = new ArrayList<>();
    Matcher matcher = ORIGIN.matcher(origin.description());
    while (matcher.find()) {
      int text = Integer.parseInt(matcher.group(1));
      places.add(new Location(texts.get(text), Integer.parseInt(matcher.group(2))));
    }
    return places;
  }
}
