package olivo.campaign;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of a run.
 *
 * @param run the run
 * @param status how it ended
 * @param reason why it failed; empty otherwise
 * @param figures what its {@code run.json} holds, by column, as text; a figure that is not defined
 *     is an empty text
 */
public record RunResult(PlannedRun run, Status status, String reason, Map<String, String> figures) {
  /** How a run ended. */
  public enum Status {
    /** It came to its end. */
    COMPLETED,
    /** It did not, for the reason given. */
    FAILED,
    /** It was stopped before its end. */
    INTERRUPTED,
    /** It has not begun. */
    PENDING;

    /** As in {@code run.json}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RunResult {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  static RunResult pending(PlannedRun run) {
    return new RunResult(run, Status.PENDING, "", Map.of());
  }

  static RunResult failed(PlannedRun run, String reason) {
    return new RunResult(run, Status.FAILED, reason, Map.of());
  }

  /** By what {@code run.json} says. */
  public static RunResult of(PlannedRun run, JsonObject json) {
    Status status = Status.valueOf(json.get("status").getAsString().toUpperCase(Locale.ROOT));
    String reason =
        Optional.ofNullable(json.get("failure")).map(JsonElement::getAsString).orElse("");
    Map<String, String> figures = new LinkedHashMap<>();
    for (String tree : new String[] {"populations", "weights"}) {
      for (Map.Entry<String, JsonElement> subject : json.getAsJsonObject(tree).entrySet()) {
        for (Map.Entry<String, JsonElement> figure :
            subject.getValue().getAsJsonObject().entrySet()) {
          // The window is the same for all; the size is no result.
          if (!figure.getValue().isJsonArray() && !figure.getKey().equals("size")) {
            figures.put(column(subject.getKey(), figure.getKey()), text(figure.getValue()));
          }
        }
      }
    }
    window(json).forEach(figures::put);
    json.getAsJsonObject("digests")
        .entrySet()
        .forEach(entry -> figures.put("digest_" + entry.getKey(), text(entry.getValue())));
    figures.put("wall_s", text(json.getAsJsonObject("wall_s").get("total")));
    figures.put("real_time_factor", text(json.get("real_time_factor")));
    return new RunResult(run, status, reason, figures);
  }

  private static Map<String, String> window(JsonObject json) {
    Map<String, String> window = new LinkedHashMap<>();
    json.getAsJsonObject("populations").entrySet().stream()
        .map(entry -> entry.getValue().getAsJsonObject().getAsJsonArray("rate_window_s"))
        .filter(ends -> ends != null)
        .findFirst()
        .ifPresent(
            ends -> {
              window.put("window_start_s", text(ends.get(0)));
              window.put("window_end_s", text(ends.get(1)));
            });
    return window;
  }

  private static String text(JsonElement value) {
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }

  /** The column of a figure of a population or projection. */
  public static String column(String subject, String quantity) {
    return subject + "." + quantity;
  }

  /** Whether the run came to its end. */
  public boolean completed() {
    return status == Status.COMPLETED;
  }

  /** A figure as a number, if there is one. */
  public OptionalDouble number(String column) {
    String text = figures.getOrDefault(column, "");
    try {
      return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
