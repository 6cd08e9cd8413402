package olivo.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that all digests use. */
final class Hashes {
  private Hashes() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
