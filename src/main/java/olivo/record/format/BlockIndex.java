package olivo.record.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Walks the preambles of a recording and notes where each series of blocks lies, up to the last end
 * mark. Payloads are left unread, but for those of headers and end marks.
 */
final class BlockIndex {
  private static final Positions NONE = new Positions();
  private static final int SCAN_BYTES = 1 << 16;

  private final List<SegmentFile> segments;
  private final BlockInput input;
  private final Map<BlockKind, List<Positions>> series = new EnumMap<>(BlockKind.class);

  private RecordingHeader header;
  private String headerJson;
  private long recordedSteps;
  private boolean truncated;

  /** Where the last end mark ends. */
  private int endSegment;

  private long endPosition;

  BlockIndex(List<SegmentFile> segments, BlockInput input) throws IOException {
    this.segments = segments;
    this.input = input;
    walk();
  }

  RecordingHeader header() {
    return header;
  }

  long recordedSteps() {
    return recordedSteps;
  }

  boolean truncated() {
    return truncated;
  }

  Positions positions(BlockKind kind, int entry) {
    List<Positions> entries = series.getOrDefault(kind, List.of());
    return entry < entries.size() ? entries.get(entry) : NONE;
  }

  /** Where all blocks lie, but for headers and end marks. */
  List<Positions> all() {
    return series.values().stream().flatMap(List::stream).toList();
  }

  private void walk() throws IOException {
    for (int number = 0; number < segments.size(); number++) {
      SegmentFile segment = segments.get(number);
      long position = 0;
      do {
        boolean valid = input.select(segment, position) && isInPlace(number, position);
        if (!valid) {
          cut(number, position);
          return;
        }
        position = input.end();
      } while (position < segment.size());
    }
  }

  /** Takes in the selected block; false where it cannot be what was written there. */
  private boolean isInPlace(int number, long position) throws IOException {
    BlockKind kind = input.kind();
    if (position == 0 ^ kind == BlockKind.HEADER) {
      return false;
    }
    if (kind == BlockKind.HEADER) {
      return input.verify() && isHeader(number);
    }
    if (kind == BlockKind.END) {
      return isEnd(number);
    }
    if (input.entry() < 0 || input.entry() >= entries(kind)) {
      throw input.damage("a block of " + kind + " for an entry that the header does not have");
    }
    List<Positions> entries = series.computeIfAbsent(kind, any -> new ArrayList<>());
    while (entries.size() <= input.entry()) {
      entries.add(new Positions());
    }
    entries.get(input.entry()).add(number, position);
    truncated = true;
    return true;
  }

  private int entries(BlockKind kind) {
    return switch (kind) {
      case SPIKES -> header.populations().size();
      case STATES -> header.states().size();
      default -> header.weights().size();
    };
  }

  private boolean isHeader(int number) throws IOException {
    byte[] bytes = new byte[input.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = input.need(1).get();
    }
    String json = new String(bytes, StandardCharsets.UTF_8);
    if (number == 0) {
      headerJson = json;
      header = RecordingHeader.fromJson(json, segments.get(0).path().toString());
    }
    if (input.entry() != number || !json.equals(headerJson)) {
      throw input.damage("this segment does not belong here");
    }
    return true;
  }

  private boolean isEnd(int number) throws IOException {
    if (input.length() != BlockLayout.END_BYTES || !input.verify()) {
      return false;
    }
    long steps = input.need(Long.BYTES).getLong();
    if (steps < recordedSteps) {
      throw input.damage("the end mark goes back from step " + recordedSteps + " to " + steps);
    }
    recordedSteps = steps;
    truncated = false;
    endSegment = number;
    endPosition = input.end();
    series.values().forEach(entries -> entries.forEach(Positions::commit));
    return true;
  }

  /** Gives up at an unreadable block: a torn tail, unless something after it was committed. */
  private void cut(int number, long position) throws IOException {
    SegmentFile segment = segments.get(number);
    if (header == null) {
      throw segment.damage(position, "no recording begins here");
    }
    for (int i = endSegment; i < segments.size(); i++) {
      if (isCommittedAfter(segments.get(i), i == endSegment ? endPosition : 0)) {
        throw segment.damage(position, "a damaged block lies before the last end mark");
      }
    }
    truncated = true;
  }

  /** Searches for an end mark, at any byte. */
  private boolean isCommittedAfter(SegmentFile segment, long from) throws IOException {
    ByteBuffer window = ByteBuffer.allocate(SCAN_BYTES);
    byte first = (byte) BlockLayout.MAGIC;
    long position = from;
    while (position < segment.size()) {
      int bytes = segment.channel().read(window.clear(), position);
      for (int i = 0; i < bytes; i++) {
        if (window.get(i) == first && isEndMark(segment, position + i)) {
          return true;
        }
      }
      if (bytes <= 0) {
        return false;
      }
      position += bytes;
    }
    return false;
  }

  private boolean isEndMark(SegmentFile segment, long position) throws IOException {
    return input.select(segment, position)
        && input.kind() == BlockKind.END
        && input.length() == BlockLayout.END_BYTES
        && input.verify();
  }
}
