package olivo.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A NumPy array of version 1.0, read without any of the code that wrote it. */
record NpyArray(String dtype, List<Long> shape, int headerBytes, byte[] bytes) {
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']+)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\} *\n");

  /** All arrays of an archive. */
  static Map<String, NpyArray> readAll(Path npz) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(npz.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getMethod() != ZipEntry.STORED || !entry.getName().endsWith(".npy")) {
          throw new IOException("unexpected entry " + entry);
        }
        try (InputStream in = zip.getInputStream(entry)) {
          arrays.put(entry.getName().replace(".npy", ""), parse(in.readAllBytes()));
        }
      }
    }
    return arrays;
  }

  static NpyArray parse(byte[] file) throws IOException {
    String magic = new String(file, 0, 8, StandardCharsets.ISO_8859_1);
    int headerEnd = 10 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    String text = new String(file, 10, headerEnd - 10, StandardCharsets.ISO_8859_1);
    Matcher matcher = HEADER.matcher(text);
    if (!magic.equals("\u0093NUMPY\1\0") || !matcher.matches()) {
      throw new IOException("not an array: " + magic + text);
    }
    List<Long> shape =
        Stream.of(matcher.group(2).split(","))
            .map(String::strip)
            .filter(dimension -> !dimension.isEmpty())
            .map(Long::valueOf)
            .toList();
    byte[] bytes = java.util.Arrays.copyOfRange(file, headerEnd, file.length);
    return new NpyArray(matcher.group(1), shape, headerEnd, bytes);
  }

  /** All elements, as doubles. */
  List<Double> values() {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int size = Integer.parseInt(dtype.substring(2));
    return IntStream.range(0, bytes.length / size)
        .mapToObj(
            i ->
                switch (dtype) {
                  case "<u2" -> (double) (data.getShort(2 * i) & 0xFFFF);
                  case "<i4" -> (double) data.getInt(4 * i);
                  case "<i8" -> (double) data.getLong(8 * i);
                  case "<f4" -> (double) data.getFloat(4 * i);
                  case "<f8" -> data.getDouble(8 * i);
                  default -> throw new IllegalStateException(dtype);
                })
        .toList();
  }
}
