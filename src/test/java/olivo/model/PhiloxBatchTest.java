package olivo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhiloxBatchTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 31, 32, 33, 100, 256})
  void shouldDrawWhatPhiloxDrawsAtEachAddress(int places) {
    Random random = new Random(places);
    Philox philox = new Philox(random.nextLong());
    int stream = random.nextInt();
    PhiloxBatch batch = new PhiloxBatch(philox, stream, 256);
    assertThat(batch.capacity()).isEqualTo(256);
    // Twice: nothing of the first time may be left.
    for (int round = 0; round < 2; round++) {
      long[] index = random.longs(places).toArray();
      int[] element = random.ints(places).toArray();
      for (int i = 0; i < places; i++) {
        batch.address(i, index[i], element[i]);
      }
      batch.draw(places);
      int[][] words = new int[4][places + 3];
      batch.words(places, words, 3);
      int[] block = new int[4];
      for (int i = 0; i < places; i++) {
        philox.block(index[i], element[i], stream, block);
        assertThat(batch.pair(i)).isEqualTo(philox.pair(index[i], element[i], stream));
        assertThat(batch.word(i)).isEqualTo(block[0]);
        for (int k = 0; k < 4; k++) {
          assertThat(words[k][3 + i]).isEqualTo(block[k]);
        }
      }
    }
  }
}
