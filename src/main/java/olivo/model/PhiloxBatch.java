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
  private long[] word0;
  private final long[] word1;
  private final long[] word2;
  private final long[] word3;

  /** Where word 0 of the next round goes. */
  private long[] nextWord0;

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
    this.nextWord0 = new long[capacity];
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
      halfRound(Philox.M1, word2, word1, nextWord0, places, key0);
      halfRound(Philox.M0, word0, word3, word2, places, key1);
      long[] next = nextWord0;
      nextWord0 = word0;
      word0 = next;
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

  /**
   * Words are multiplied; the upper half of each product goes, mixed with another word, into a
   * third, and the lower half takes the place of that other word. A whole round in one loop would
   * be too long for vector instructions.
   */
  private static void halfRound(
      long multiplier, long[] multiplied, long[] mixed, long[] upper, int places, long key) {
    for (int i = 0; i < places; i++) {
      long product = multiplier * multiplied[i];
      upper[i] = product >>> Integer.SIZE ^ mixed[i] ^ key;
      mixed[i] = product & Philox.WORD;
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
