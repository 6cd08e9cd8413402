/**
 * Where everything of a run goes and what it will cost, before anything of it exists: estimates
 * from a topology and the devices there are. Nothing here changes a result.
 */
package olivo.plan;
