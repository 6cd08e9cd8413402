package olivo.device.opencl;

/** What OpenCL refused or failed to do. */
public class OpenClException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OpenClException(String message) {
    super(message);
  }

  OpenClException(String message, Throwable cause) {
    super(message, cause);
  }
}
