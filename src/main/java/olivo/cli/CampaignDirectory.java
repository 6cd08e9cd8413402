package olivo.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import olivo.campaign.PlannedRun;
import olivo.campaign.RunResult;

/**
 * The directory of many runs: tables and plots, and a directory for each run below {@code runs}.
 */
final class CampaignDirectory implements AutoCloseable {
  private static final String MARK = ".campaign";

  private final Path path;
  private final FileChannel channel;

  private CampaignDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes a directory, or goes on with one of an earlier campaign. */
  static CampaignDirectory open(Path path) {
    try {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new InputException("--out " + path + ": is a file, a directory is needed");
      }
      if (Files.isDirectory(path) && !Files.exists(path.resolve(MARK)) && !isEmpty(path)) {
        throw new InputException(
            "--out "
                + path
                + ": is not empty and holds no earlier sweep or experiment; name another directory");
      }
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        channel.close();
        throw new InputException("--out " + path + ": is in use by another sweep or experiment");
      }
      return new CampaignDirectory(path, channel);
    } catch (IOException e) {
      throw new InputException(
          "--out " + path + ": cannot be created (" + RunDirectory.reason(e) + ")");
    }
  }

  /** Takes the lock, which the channel holds until it is closed, unless somebody has it. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      return !entries.iterator().hasNext();
    }
  }

  Path path() {
    return path;
  }

  Path log() {
    return path.resolve("campaign.log");
  }

  /** Where a run is, or would be. */
  RunDirectory of(PlannedRun run) {
    return new RunDirectory(path.resolve("runs").resolve(run.name()));
  }

  /** What is left of the rates of a run once its recording is deleted. */
  Path rates(PlannedRun run) {
    return of(run).path().resolve("rates.csv");
  }

  /** An empty directory for a run, without what an earlier attempt has left. */
  RunDirectory emptied(PlannedRun run) throws IOException {
    RunDirectory directory = of(run);
    if (Files.isDirectory(directory.path())) {
      RunDirectory.deleteAll(directory.path());
    }
    Files.createDirectories(directory.path());
    return directory;
  }

  /** The result of the same run of the same version, if there is one that came to its end. */
  Optional<RunResult> finished(PlannedRun run) {
    try {
      RunResult result = result(run);
      JsonObject json = json(run);
      boolean same =
          json.getAsJsonObject("topology")
                  .get("sha256")
                  .getAsString()
                  .equals(run.reading().sha256())
              && json.get("seed").getAsLong() == run.seed()
              && json.get("version").getAsString().equals(BuildVersion.version());
      return same && result.completed() && Files.isRegularFile(rates(run))
          ? Optional.of(result)
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Whatever is there, it is not the end of a run.
      return Optional.empty();
    }
  }

  /** What {@code run.json} says of a run. */
  RunResult result(PlannedRun run) throws IOException {
    return RunResult.of(run, json(run));
  }

  private JsonObject json(PlannedRun run) throws IOException {
    return JsonParser.parseString(Files.readString(of(run).runJson())).getAsJsonObject();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
