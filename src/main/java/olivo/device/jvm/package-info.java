/**
 * The built-in device: runs everywhere, and is the readable specification of every kernel.
 *
 * <p>A state is stepped by the thread of its owner, so the device uses as many threads as there are
 * busy participants. Nothing is allocated in a step. Start with {@link olivo.device.jvm.JvmDevice}.
 */
package olivo.device.jvm;
