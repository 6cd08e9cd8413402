package olivo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StateArraysTest {
  private static StateArrays slice(float[] v, long[] shared) {
    StateArrays slice = new StateArrays();
    slice.put("v", v);
    slice.putShared("last", shared);
    return slice;
  }

  private static StateArrays whole() {
    return StateArrays.join(
        List.of(
            slice(new float[] {1, 2, 3}, new long[] {7, 8}),
            slice(new float[] {}, new long[] {7, 8}),
            slice(new float[] {4}, new long[] {7, 8})));
  }

  @Test
  void shouldJoinSlicesAndReadThemInOtherSlices() {
    StateArrays.Reader reader = whole().reader();
    assertThat(reader.floats("v", 2)).containsExactly(1, 2);
    assertThat(reader.sharedLongs("last", 2)).containsExactly(7, 8);
    assertThat(reader.floats("v", 2)).containsExactly(3, 4);
    assertThat(reader.sharedLongs("last", 2)).containsExactly(7, 8);
    reader.end();
  }

  @Test
  void shouldRefuseWhatIsNotThere() {
    assertThatThrownBy(() -> whole().reader().floats("v", 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no float values 0 to 5 of v");
    assertThatThrownBy(() -> whole().reader().ints("v", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> whole().reader().floats("w", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no float values 0 to 1 of w");
    assertThat(whole().reader().floats("w", 0)).isEmpty();
  }

  @Test
  void shouldNoticeWhatIsLeft() {
    StateArrays.Reader reader = whole().reader();
    reader.floats("v", 3);
    reader.sharedLongs("last", 2);
    assertThatThrownBy(reader::end)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 values of v, of which 3 are expected");
  }

  @Test
  void shouldTakeEachNameOnce() {
    StateArrays arrays = slice(new float[1], new long[1]);
    assertThatThrownBy(() -> arrays.put("v", new int[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is v already");
  }
}
