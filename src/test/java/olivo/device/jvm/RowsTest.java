package olivo.device.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olivo.device.layout.Csr;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RowsTest {
  private static final int SOURCES = 300;

  /** Rows whose lengths lie between two numbers. */
  private static Csr connections(int targets, int least, int most, Random random) {
    int[] rowStart = new int[SOURCES + 1];
    IntStream.Builder all = IntStream.builder();
    for (int source = 0; source < SOURCES; source++) {
      int length = least + random.nextInt(most - least + 1);
      random.ints(0, targets).distinct().limit(length).sorted().forEach(all::add);
      rowStart[source + 1] = rowStart[source] + length;
    }
    return new Csr(rowStart, all.build().toArray());
  }

  private static SpikeBatch spikes(int[] cells) {
    return new SpikeBatch(new Epoch(0, 1), new int[] {0, cells.length}, cells);
  }

  private static float[] expected(Csr connections, int[] cells, int first, int targets) {
    float[] sums = new float[targets];
    for (int spike = first; spike < cells.length; spike++) {
      for (int i = connections.rowStart()[cells[spike]];
          i < connections.rowStart()[cells[spike] + 1];
          i++) {
        sums[connections.target()[i]]++;
      }
    }
    return sums;
  }

  private static void countsTogether(int targets, int least, int most, int spikes) {
    Random random = new Random(most * 1000L + spikes);
    Csr connections = connections(targets, least, most, random);
    Rows rows = Rows.of(connections, targets);
    // The last row has nothing behind it that could be copied in its place.
    int[] cells =
        IntStream.concat(random.ints(spikes - 1, 0, SOURCES), IntStream.of(SOURCES - 1)).toArray();
    for (int first : new int[] {0, 1}) {
      float[] together = new float[targets];
      rows.count(spikes(cells), first, cells.length, together);
      assertThat(together).containsExactly(expected(connections, cells, first, targets));
      float[] each = new float[targets];
      IntStream.range(first, cells.length).forEach(i -> rows.count(cells[i], each));
      assertThat(each).containsExactly(together);
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldCountTogetherWhatEachRowCounts() {
    record Shape(int targets, int least, int most, int spikes) {}
    return Stream.of(
            new Shape(128, 0, 8, 1),
            new Shape(128, 20, 40, 11),
            new Shape(512, 40, 90, 2000),
            new Shape(3000, 500, 1500, 40),
            new Shape(70_000, 10, 30, 500),
            new Shape(70_000, 0, 5000, 50))
        .map(
            shape ->
                DynamicTest.dynamicTest(
                    shape.toString(),
                    () ->
                        countsTogether(
                            shape.targets(), shape.least(), shape.most(), shape.spikes())));
  }

  @Test
  void shouldCountRowsTogetherThatAreSeveralAndAlike() {
    Rows alike = Rows.of(connections(512, 40, 90, new Random(1)), 512);
    assertThat(alike.countsTogether()).isTrue();
    RowLengths lengths = RowLengths.of(connections(512, 40, 90, new Random(1)));
    assertThat(lengths.suitTogether(2)).isFalse();
    assertThat(lengths.suitTogether(3)).isTrue();
    int[] rowStart = IntStream.rangeClosed(0, 10).map(source -> Math.max(0, source - 9)).toArray();
    Rows unlike = Rows.of(new Csr(rowStart, new int[] {5}), 512);
    assertThat(unlike.countsTogether()).isFalse();
  }
}
