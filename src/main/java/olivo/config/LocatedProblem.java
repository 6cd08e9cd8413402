package olivo.config;

/**
 * A mistake in a topology and where it is.
 *
 * @param source the file, or the {@code --set} that brought the value in
 * @param line line in the file, from 1; 0 if there is none
 * @param path configuration path of the value; empty if the mistake is not one of a value
 * @param message what is wrong, the offending value and what is accepted
 */
public record LocatedProblem(String source, int line, String path, String message) {
  /** {@code file:line: path: message}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(source);
    if (line > 0) {
      text.append(':').append(line);
    }
    if (!path.isEmpty()) {
      text.append(": ").append(path);
    }
    return text.append(": ").append(message).toString();
  }
}
