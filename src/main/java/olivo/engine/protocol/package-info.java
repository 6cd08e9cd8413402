/**
 * What actors say to each other, complete, so that other rooms can implement a participant.
 *
 * <p>Commands are imperative, reports past tense. Every message of the loop carries its epoch or
 * step.
 */
package olivo.engine.protocol;
