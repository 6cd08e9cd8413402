/**
 * Where arrays live and are stepped: the contract between the engine and a device.
 *
 * <p>A device creates states from layouts ({@link olivo.device.layout}); one participant of the
 * engine owns each state and is the only one to touch it. Start with {@link olivo.device.Device}.
 */
package olivo.device;
