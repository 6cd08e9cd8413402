/**
 * A model lowered to arrays: connectivity in compressed rows, constants rounded once to float32,
 * initial values, tables.
 *
 * <p>Layouts are the same for every device and depend on the topology and its seed alone. Start
 * with {@link olivo.device.layout.Lowering}.
 */
package olivo.device.layout;
