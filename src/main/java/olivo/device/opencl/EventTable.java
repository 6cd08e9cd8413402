package olivo.device.opencl;

import java.util.Arrays;

/**
 * Events of an epoch, grouped by the row (source or target) that they belong to, in each row in
 * ascending order of their codes.
 */
final class EventTable {
  private final int[] begin;
  private final int[] end;
  private int[] row = new int[256];
  private int[] code = new int[256];
  private int[] sorted = new int[256];
  private int[] touched = new int[64];
  private int size;
  private int rows;

  /** For the given number of rows. */
  EventTable(int allRows) {
    begin = new int[allRows];
    end = new int[allRows];
  }

  void clear() {
    for (int i = 0; i < rows; i++) {
      begin[touched[i]] = 0;
      end[touched[i]] = 0;
    }
    size = 0;
    rows = 0;
  }

  void add(int ofRow, int newCode) {
    if (size == row.length) {
      row = Arrays.copyOf(row, 2 * size);
      code = Arrays.copyOf(code, 2 * size);
    }
    if (end[ofRow] == 0) {
      if (rows == touched.length) {
        touched = Arrays.copyOf(touched, 2 * rows);
      }
      touched[rows++] = ofRow;
    }
    end[ofRow]++;
    row[size] = ofRow;
    code[size++] = newCode;
  }

  /** Groups what was added; nothing may be added after. */
  void group() {
    if (sorted.length < size) {
      sorted = new int[row.length];
    }
    int before = 0;
    for (int i = 0; i < rows; i++) {
      int count = end[touched[i]];
      begin[touched[i]] = before;
      end[touched[i]] = before;
      before += count;
    }
    for (int i = 0; i < size; i++) {
      int at = end[row[i]]++;
      int first = begin[row[i]];
      while (at > first && sorted[at - 1] > code[i]) {
        sorted[at] = sorted[at - 1];
        at--;
      }
      sorted[at] = code[i];
    }
  }

  /** Keeps the first of those events of a row that agree in all but the lowest bit. */
  void dropTies() {
    int kept = 0;
    for (int i = 0; i < rows; i++) {
      int from = begin[touched[i]];
      int to = end[touched[i]];
      begin[touched[i]] = kept;
      for (int k = from; k < to; k++) {
        if (k == from || sorted[k] >> 1 != sorted[kept - 1] >> 1) {
          sorted[kept++] = sorted[k];
        }
      }
      end[touched[i]] = kept;
    }
    size = kept;
  }

  /** Number of rows with events. */
  int rows() {
    return rows;
  }

  int row(int index) {
    return touched[index];
  }

  /** Where the codes of a row begin. */
  int begin(int ofRow) {
    return begin[ofRow];
  }

  /** Where they end; a row without any begins and ends at the same place. */
  int end(int ofRow) {
    return end[ofRow];
  }

  int code(int index) {
    return sorted[index];
  }

  /** Writes the events by the rows that have any. */
  EventSections put(Inbox inbox) {
    int rowsAt = inbox.put(touched, rows);
    int beginsAt = inbox.position();
    for (int i = 0; i < rows; i++) {
      inbox.put(begin[touched[i]]);
    }
    int endsAt = inbox.position();
    for (int i = 0; i < rows; i++) {
      inbox.put(end[touched[i]]);
    }
    return new EventSections(rowsAt, beginsAt, endsAt, putCodes(inbox), rows);
  }

  /** Writes where the codes of all rows begin, those without any included. */
  int putAllBegins(Inbox inbox) {
    return inbox.put(begin, begin.length);
  }

  int putAllEnds(Inbox inbox) {
    return inbox.put(end, end.length);
  }

  int putCodes(Inbox inbox) {
    return inbox.put(sorted, size);
  }
}
