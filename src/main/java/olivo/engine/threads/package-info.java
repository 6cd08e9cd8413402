/**
 * The threads that step participants, in plain Java. A participant is stepped by the same thread
 * again and again, in whose caches its state lies; what has no state to speak of goes to whoever
 * has it next. Start with {@link olivo.engine.threads.StepperPool}.
 */
package olivo.engine.threads;
