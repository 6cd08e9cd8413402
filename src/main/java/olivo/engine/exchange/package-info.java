/**
 * The scheduling logic without actors: who may advance how far, and which spikes go where.
 *
 * <p>Let {@code progress(x)} be the number of steps that participant x has completed. For every
 * {@linkplain olivo.engine.exchange.Precedence precedence} (before, after, lag), {@code after} is
 * granted steps below {@code progress(before) + lag} only.
 *
 * <p><b>Theorem.</b> A participant that is granted [p, e) is handed every spike that is due in
 * these steps, and none that was due before p. <i>Proof.</i> A spike of step s on a route with lag
 * d is due in step s + d. Due in [p, e) means s in [p - d, e - d). The grant implies {@code e <=
 * progress(source) + d}, so the source has completed all of these steps, and the spike line of the
 * source holds them. The grant before ended at p, and was handed everything due below p. ∎
 *
 * <p><b>Theorem.</b> The network cannot stall before its last step if along every cycle of
 * precedences the lags, each reduced by the quantum of the participant behind it less one, add up
 * to more than zero. <i>Proof.</i> If no participant can advance, each waits for another one that
 * is too far behind; following these waits leads into a cycle, along which progress falls by at
 * least as much as it must, and back at its beginning it is less than itself. ∎ {@link
 * olivo.engine.exchange.ExchangePlan} refuses plans with any other cycle.
 *
 * <p>Start with {@link olivo.engine.exchange.Scheduler}.
 */
package olivo.engine.exchange;
