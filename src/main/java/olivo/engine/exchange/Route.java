package olivo.engine.exchange;

/**
 * Spikes of a participant are due at another one's port a number of steps after they were emitted.
 *
 * @param from index of the participant that emits
 * @param to index of the participant that receives
 * @param port port of the receiver
 * @param lagSteps the delay
 */
public record Route(int from, int to, int port, long lagSteps) {}
