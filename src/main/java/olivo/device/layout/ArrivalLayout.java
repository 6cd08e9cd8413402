package olivo.device.layout;

/** Where the arrivals of a receptor come from. They are whole numbers of units. */
public sealed interface ArrivalLayout {
  /**
   * Spikes, each of whose connections counts one unit.
   *
   * @param connections connections onto the slice
   */
  record Counted(Connections connections) implements ArrivalLayout {}

  /**
   * Spikes, whose connections have weights or delays of their own.
   *
   * @param connections connections onto the slice
   * @param mostExtraSteps largest of these in the whole projection
   */
  record Distributed(Connections connections, int mostExtraSteps) implements ArrivalLayout {}

  /** A plastic projection, through a ring. */
  record Plastic() implements ArrivalLayout {}

  /**
   * Events of Poisson trains: in each step a number from the table for each cell, drawn with word
   * {@code step mod 4} of the block at ({@code step / 4}, cell of the population, stream).
   *
   * @param counts numbers of events in a step
   * @param key key of the random numbers
   * @param stream stream of the random numbers
   */
  record Poisson(CountTable counts, long key, int stream) implements ArrivalLayout {}
}
