/**
 * Devices behind OpenCL 1.2: everything that speaks to a driver.
 *
 * <p>Kernels stand in {@code cl/} and are written after their twins in {@code olivo.device.jvm}, to
 * which they are equal bit for bit. Start with {@link olivo.device.opencl.OpenClPlatforms}, which
 * says what is there, and {@link olivo.device.opencl.OpenClDevice}. Nothing else may import {@code
 * org.lwjgl}.
 */
package olivo.device.opencl;
