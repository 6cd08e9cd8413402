package olivo.model;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The exact state of a population or plastic projection at the beginning of a step: arrays of
 * float, int or long by name, in logical order, that is by cell or by target and then source.
 * Neither the device nor the slices show in it.
 *
 * <p>Whoever puts an array in gives it up.
 */
public final class StateArrays {
  private final Map<String, Object> arrays = new LinkedHashMap<>();
  private final Set<String> shared = new LinkedHashSet<>();

  /** Adds an array. */
  public void put(String name, float[] values) {
    putNew(name, values);
  }

  /** Adds an array. */
  public void put(String name, int[] values) {
    putNew(name, values);
  }

  /** Adds an array. */
  public void put(String name, long[] values) {
    putNew(name, values);
  }

  /** Adds an array that is the same in all slices, such as one about the sources of synapses. */
  public void putShared(String name, float[] values) {
    putNew(name, values);
    shared.add(name);
  }

  /** Adds an array that is the same in all slices. */
  public void putShared(String name, long[] values) {
    putNew(name, values);
    shared.add(name);
  }

  private void putNew(String name, Object values) {
    if (arrays.putIfAbsent(name, values) != null) {
      throw new IllegalArgumentException("there is " + name + " already");
    }
  }

  /** All arrays, in the order in which they were added. */
  public Map<String, Object> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** The state of the whole, of those of its slices in the order of their cells. */
  public static StateArrays join(List<StateArrays> slices) {
    if (slices.size() == 1) {
      return slices.get(0);
    }
    StateArrays first = slices.get(0);
    StateArrays joined = new StateArrays();
    for (String name : first.arrays.keySet()) {
      if (first.shared.contains(name)) {
        joined.putNew(name, first.arrays.get(name));
      } else {
        List<Object> parts = new ArrayList<>();
        slices.forEach(slice -> parts.add(slice.arrays.get(name)));
        joined.putNew(name, concatenation(parts));
      }
    }
    joined.shared.addAll(first.shared);
    return joined;
  }

  private static Object concatenation(List<Object> parts) {
    int length = parts.stream().mapToInt(Array::getLength).reduce(0, Math::addExact);
    Object whole = Array.newInstance(parts.get(0).getClass().getComponentType(), length);
    int filled = 0;
    for (Object part : parts) {
      System.arraycopy(part, 0, whole, filled, Array.getLength(part));
      filled += Array.getLength(part);
    }
    return whole;
  }

  /** Reads from the beginning; slices read one after the other, in the order of their cells. */
  public Reader reader() {
    return new Reader();
  }

  /** Hands out arrays piece by piece. */
  public final class Reader {
    private final Map<String, Integer> read = new LinkedHashMap<>();

    private Reader() {}

    /** The next values of an array. */
    public float[] floats(String name, int length) {
      return next(name, length, new float[length]);
    }

    /** The next values of an array. */
    public int[] ints(String name, int length) {
      return next(name, length, new int[length]);
    }

    /** The next values of an array. */
    public long[] longs(String name, int length) {
      return next(name, length, new long[length]);
    }

    /** All values of an array that is the same in all slices. */
    public float[] sharedFloats(String name, int length) {
      read.remove(name);
      return next(name, length, new float[length]);
    }

    /** All values of an array that is the same in all slices. */
    public long[] sharedLongs(String name, int length) {
      read.remove(name);
      return next(name, length, new long[length]);
    }

    private <T> T next(String name, int length, T into) {
      if (length == 0) {
        return into;
      }
      Object all = arrays.get(name);
      int from = read.getOrDefault(name, 0);
      if (all == null
          || all.getClass() != into.getClass()
          || length > Array.getLength(all) - from) {
        throw new IllegalArgumentException(
            "no "
                + into.getClass().getComponentType()
                + " values "
                + from
                + " to "
                + (from + (long) length)
                + " of "
                + name);
      }
      System.arraycopy(all, from, into, 0, length);
      read.put(name, from + length);
      return into;
    }

    /**
     * Makes sure that nothing was left.
     *
     * @throws IllegalArgumentException if it was
     */
    public void end() {
      arrays.forEach(
          (name, values) -> {
            if (read.getOrDefault(name, 0) != Array.getLength(values)) {
              throw new IllegalArgumentException(
                  Array.getLength(values)
                      + " values of "
                      + name
                      + ", of which "
                      + read.getOrDefault(name, 0)
                      + " are expected");
            }
          });
    }
  }
}
