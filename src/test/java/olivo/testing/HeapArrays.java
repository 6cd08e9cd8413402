package olivo.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Counts the arrays that are reachable from an object. */
public final class HeapArrays {
  private static final int HEADER = 16;

  private HeapArrays() {}

  /**
   * Bytes in all arrays of primitives that objects of this program lead to.
   *
   * @param followed which of its classes are looked into
   */
  public static long bytes(Object root, Predicate<Class<?>> followed) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> waiting = new ArrayDeque<>();
    waiting.add(root);
    long bytes = 0;
    while (!waiting.isEmpty()) {
      Object object = waiting.remove();
      if (!seen.add(object)) {
        continue;
      }
      if (object instanceof Collection<?> collection) {
        collection.stream().filter(e -> e != null).forEach(waiting::add);
      } else if (object instanceof Map<?, ?> map) {
        waiting.addAll(map.values());
      } else if (object.getClass().isArray()) {
        bytes += ofArray(object, waiting);
      } else if (object.getClass().getName().startsWith("olivo.")
          && followed.test(object.getClass())) {
        addFields(object, waiting);
      }
    }
    return bytes;
  }

  private static long ofArray(Object array, Deque<Object> waiting) {
    Class<?> type = array.getClass().getComponentType();
    if (type.isPrimitive()) {
      int each =
          type == long.class || type == double.class
              ? Long.BYTES
              : type == char.class || type == short.class
                  ? Short.BYTES
                  : type == byte.class || type == boolean.class ? 1 : Integer.BYTES;
      return HEADER + (long) each * Array.getLength(array);
    }
    for (Object element : (Object[]) array) {
      if (element != null) {
        waiting.add(element);
      }
    }
    return 0;
  }

  private static void addFields(Object object, Deque<Object> waiting) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          try {
            field.setAccessible(true);
            Object value = field.get(object);
            if (value != null) {
              waiting.add(value);
            }
          } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
          }
        }
      }
    }
  }
}
