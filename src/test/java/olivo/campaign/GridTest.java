package olivo.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olivo.config.Variation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GridTest {
  @Test
  void shouldVaryTheLastPathFastest() {
    List<GridPoint> points =
        Grid.points(
            List.of(
                new Variation("a.x", List.of("1", "2")), new Variation("b", List.of("p", "q"))));
    assertThat(points)
        .extracting(GridPoint::label)
        .containsExactly("x=1, b=p", "x=1, b=q", "x=2, b=p", "x=2, b=q");
    assertThat(points.get(1).values().toString()).isEqualTo("{a.x=1, b=q}");
  }

  @Test
  void shouldHaveOnePointWhereNothingIsVaried() {
    assertThat(Grid.points(List.of()))
        .singleElement()
        .satisfies(point -> assertThat(point.label()).isEqualTo("as it is"));
  }

  @TestFactory
  Stream<DynamicTest> shouldHoldEveryCombinationOnce() {
    return IntStream.range(0, 20)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> assertComplete(seed)));
  }

  private static void assertComplete(int seed) {
    Random random = new Random(seed);
    List<Variation> variations = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      List<String> values =
          IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(Integer::toString).toList();
      variations.add(new Variation("path" + i, values));
    }
    List<GridPoint> points = Grid.points(variations);
    assertThat(points).hasSize((int) Grid.size(variations)).doesNotHaveDuplicates();
    for (Variation variation : variations) {
      Set<String> used = new HashSet<>();
      points.forEach(point -> used.add(point.values().get(variation.path())));
      assertThat(used).containsExactlyInAnyOrderElementsOf(variation.values());
    }
    RunNames names = new RunNames();
    assertThat(points.stream().map(point -> names.of(point, seed)).toList())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[A-Za-z0-9_.=+-]+"));
  }

  @Test
  void shouldNameRunsForEveryFileSystem() {
    RunNames names = new RunNames();
    assertThat(names.of(point("a.rule", "{ type = all-to-all }"), 3))
        .isEqualTo("rule=_type_=_all-to-all_seed=3");
    assertThat(names.of(point("a.x", "p"), 1)).isEqualTo("x=p_seed=1");
    assertThat(names.of(point("a.X", "P"), 1)).isEqualTo("X=P_seed=1_2");
    assertThat(names.of(point("b.x", "p"), 1)).isEqualTo("x=p_seed=1_3");
    assertThat(names.of(point("a.x", "y".repeat(500)), 1)).hasSizeLessThan(120);
    assertThat(names.of(Grid.points(List.of()).get(0), 4)).isEqualTo("seed=4");
  }

  private static GridPoint point(String path, String value) {
    return Grid.points(List.of(new Variation(path, List.of(value)))).get(0);
  }
}
