package olivo.model;

import java.util.Arrays;

/**
 * Blocks of {@link Philox} for many addresses of one stream at a time. Each round goes over all of
 * them, in loops that the JVM turns into vector instructions.
 */
public final class PhiloxBatch {
  /** More addresses at a time gain nothing, and are farther from the processor. */
  private static final int MOST_TOGETHER = 256;

  /** Below this number, one after the other is faster. */
  private static final int FEWEST_TOGETHER = 32;

  private final Philox random;
  private final int stream;
  private final long[] word0;
  private final long[] word1;
  private final long[] word2;
  private final long[] word3;
  private final int[] block = new int[4];

  /**
   * An empty batch.
   *
   * @param most more addresses are never there; it may take fewer at a time
   */
  public PhiloxBatch(Philox random, int stream, int most) {
    int capacity = Math.min(most, MOST_TOGETHER);
    this.random = random;
    this.stream = stream;
    this.word0 = new long[capacity];
    this.word1 = new long[capacity];
    this.word2 = new long[capacity];
    this.word3 = new long[capacity];
  }

  /** How many addresses a batch can take. */
  public int capacity() {
    return word0.length;
  }

  /** Puts an address into a place from 0 on, in which {@link #draw} puts its words. */
  public void address(int place, long index, int element) {
    word0[place] = index & Philox.WORD;
    word1[place] = index >>> Integer.SIZE;
    word2[place] = element & Philox.WORD;
  }

  /** Draws for the addresses in the first places. */
  public void draw(int places) {
    if (places < FEWEST_TOGETHER) {
      drawEach(places);
      return;
    }
    Arrays.fill(word3, 0, places, stream & Philox.WORD);
    long key0 = random.key0() & Philox.WORD;
    long key1 = random.key1() & Philox.WORD;
    for (int round = 0; round < Philox.ROUNDS; round++) {
      round(word0, word1, word2, word3, places, key0, key1);
      key0 = key0 + Philox.W0 & Philox.WORD;
      key1 = key1 + Philox.W1 & Philox.WORD;
    }
  }

  private void drawEach(int places) {
    for (int i = 0; i < places; i++) {
      random.block(word0[i] | word1[i] << Integer.SIZE, (int) word2[i], stream, block);
      word0[i] = block[0] & Philox.WORD;
      word1[i] = block[1] & Philox.WORD;
      word2[i] = block[2] & Philox.WORD;
      word3[i] = block[3] & Philox.WORD;
    }
  }

  private static void round(
      long[] c0, long[] c1, long[] c2, long[] c3, int places, long key0, long key1) {
    for (int i = 0; i < places; i++) {
      long p0 = Philox.M0 * c0[i];
      long p1 = Philox.M1 * c2[i];
      c0[i] = p1 >>> Integer.SIZE ^ c1[i] ^ key0;
      c1[i] = p1 & Philox.WORD;
      c2[i] = p0 >>> Integer.SIZE ^ c3[i] ^ key1;
      c3[i] = p0 & Philox.WORD;
    }
  }

  /** Words 0 and 1 that were drawn in a place, word 0 in the low half. */
  public long pair(int place) {
    return word0[place] | word1[place] << Integer.SIZE;
  }

  /** Word 0 that was drawn in a place. */
  public int word(int place) {
    return (int) word0[place];
  }

  /**
   * All words 0 to 3 that were drawn in the first places.
   *
   * @param into {@code [4][>= first + places]}
   * @param first where the word of the first place goes
   */
  public void words(int places, int[][] into, int first) {
    copy(word0, places, into[0], first);
    copy(word1, places, into[1], first);
    copy(word2, places, into[2], first);
    copy(word3, places, into[3], first);
  }

  private static void copy(long[] words, int places, int[] into, int first) {
    for (int i = 0; i < places; i++) {
      into[first + i] = (int) words[i];
    }
  }
}
