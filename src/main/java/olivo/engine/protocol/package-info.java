/**
 * What actors say to each other, complete, and what participants have in common, so that other
 * rooms can implement one.
 *
 * <p>Commands are imperative, reports past tense. Every message of the loop carries its epoch or
 * step.
 */
package olivo.engine.protocol;
