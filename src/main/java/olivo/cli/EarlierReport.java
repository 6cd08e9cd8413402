package olivo.cli;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the {@code run.json} of an earlier run says.
 *
 * @param status as in {@link RunReport}
 * @param topologySha256 hash of its topology
 * @param digests by {@code spikes} and {@code weights}; none where the run did not come to its end
 */
record EarlierReport(String status, String topologySha256, Map<String, String> digests) {
  /** The parts of the file that are read here. */
  private record Tree(String status, Map<String, Object> topology, Map<String, String> digests) {}

  /**
   * Reads the report of a run; empty if it has none.
   *
   * @throws InputException if the file is no report
   */
  static Optional<EarlierReport> of(RunDirectory directory) throws IOException {
    Path file = directory.runJson();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Tree tree;
    try {
      tree = new Gson().fromJson(Files.readString(file), Tree.class);
    } catch (JsonParseException e) {
      throw new InputException(file + ": is not the report of a run");
    }
    if (tree == null
        || tree.status() == null
        || tree.topology() == null
        || tree.digests() == null) {
      throw new InputException(file + ": is not the report of a run");
    }
    Map<String, String> digests = new LinkedHashMap<>(tree.digests());
    digests.values().removeIf(digest -> digest == null);
    return Optional.of(
        new EarlierReport(tree.status(), String.valueOf(tree.topology().get("sha256")), digests));
  }

  /** Whether the run came to its end. */
  boolean isComplete() {
    return status.equals(RunReport.COMPLETED);
  }
}
