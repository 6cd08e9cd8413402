package olivo.model;

import java.nio.charset.StandardCharsets;

/**
 * Philox4x32-10: counter-based random numbers, each a pure function of its address.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3. The
 * key is the run's seed; the four counter words hold (index low, index high, element, stream),
 * where the stream names the use and its owner, so that no draw depends on what else a topology
 * holds, nor on threads or slices. Words are kept in longs: products need no conversion then.
 */
public final class Philox {
  static final long M0 = 0xD2511F53L;
  static final long M1 = 0xCD9E8D57L;
  static final long W0 = 0x9E3779B9L;
  static final long W1 = 0xBB67AE85L;
  static final int ROUNDS = 10;
  private static final int KEY_SALT = 0x5EED;
  static final long WORD = 0xFFFFFFFFL;

  private final int key0;
  private final int key1;

  /** A generator for one seed. */
  public Philox(long seed) {
    this((int) seed, (int) (seed >>> 32) ^ KEY_SALT);
  }

  private Philox(int key0, int key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** A generator with the bare key, for comparison with published test vectors. */
  static Philox withKey(int key0, int key1) {
    return new Philox(key0, key1);
  }

  /** Low word of the key, as kernels need it. */
  public int key0() {
    return key0;
  }

  /** High word of the key, as kernels need it. */
  public int key1() {
    return key1;
  }

  /**
   * The stream of one use by one owner: the FNV-1a hash of both names.
   *
   * @param use what the numbers are for, e.g. {@code "noise"}
   * @param owner the population or projection that uses them
   */
  public static int stream(String use, String owner) {
    int hash = 0x811C9DC5;
    for (byte b : (use + '/' + owner).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x01000193;
    }
    return hash;
  }

  /** Words 0 and 1 of the block at an address, word 0 in the low half. */
  public long pair(long index, int element, int stream) {
    long c0 = index & WORD;
    long c1 = index >>> 32;
    long c2 = element & WORD;
    long c3 = stream & WORD;
    long k0 = key0 & WORD;
    long k1 = key1 & WORD;
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = M0 * c0;
      long p1 = M1 * c2;
      c0 = p1 >>> 32 ^ c1 ^ k0;
      c1 = p1 & WORD;
      c2 = p0 >>> 32 ^ c3 ^ k1;
      c3 = p0 & WORD;
      k0 = k0 + W0 & WORD;
      k1 = k1 + W1 & WORD;
    }
    return c0 | c1 << 32;
  }

  /** All four words of the block at an address. */
  public void block(long index, int element, int stream, int[] words) {
    long c0 = index & WORD;
    long c1 = index >>> 32;
    long c2 = element & WORD;
    long c3 = stream & WORD;
    long k0 = key0 & WORD;
    long k1 = key1 & WORD;
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = M0 * c0;
      long p1 = M1 * c2;
      c0 = p1 >>> 32 ^ c1 ^ k0;
      c1 = p1 & WORD;
      c2 = p0 >>> 32 ^ c3 ^ k1;
      c3 = p0 & WORD;
      k0 = k0 + W0 & WORD;
      k1 = k1 + W1 & WORD;
    }
    words[0] = (int) c0;
    words[1] = (int) c1;
    words[2] = (int) c2;
    words[3] = (int) c3;
  }

  /** Word 0 of the block at an address. */
  public int word(long index, int element, int stream) {
    return (int) pair(index, element, stream);
  }

  /** Uniform in [0, 1) with 24 bits, from word 0 of the block at an address. */
  public double uniform(long index, int element, int stream) {
    return unit(word(index, element, stream));
  }

  /** A word as a number uniform in [0, 1) with 24 bits. */
  public static double unit(int word) {
    return (word >>> 8) * 0x1p-24;
  }

  /** An integer uniform in [0, bound), by the multiply-and-shift of a 32-bit word. */
  public static int below(int word, int bound) {
    return (int) (((word & WORD) * (bound & WORD)) >>> 32);
  }
}
