package olivo.device.opencl;

/**
 * A buffer of a device.
 *
 * @param handle its handle
 * @param name what it holds, for messages
 * @param bytes its size
 */
record ClBuffer(long handle, String name, long bytes) {}
