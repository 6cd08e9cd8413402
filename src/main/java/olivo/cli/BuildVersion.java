package olivo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;

/** The version that was built. */
final class BuildVersion implements CommandLine.IVersionProvider {
  static String version() {
    try (InputStream in = BuildVersion.class.getResourceAsStream("/olivo/build.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String java() {
    return System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"olivo " + version(), java()};
  }
}
