package olivo.analysis;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes images as PNG (ISO/IEC 15948), with a palette where the colours fit into one.
 *
 * <p>ImageIO tries every row filter in Java and takes over 100 ms for an image of a plot's size;
 * line art needs no filter, and without one it is the native deflater that does the work.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte RGB = 2;
  private static final byte INDEXED = 3;
  private static final int LEVEL = 3;
  private static final int MAX_COLOURS = 256;
  private static final int SLOT_BITS = 10;
  private static final int SLOTS = 1 << SLOT_BITS;
  private static final int HASH = 0x9E3779B9;

  private PngFile() {}

  /**
   * Writes an image under a temporary name and moves it to its own, so that no half-written file
   * ever has it.
   *
   * @param image of type {@link BufferedImage#TYPE_INT_RGB}
   */
  static void write(BufferedImage image, Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(partial, encode(image));
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    byte[] indices = new byte[height * (1 + width)];
    byte[] palette = index(pixels, width, height, indices);

    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    // Bit depth 8, colour type, deflate, the standard filters, not interlaced.
    fields.write(new byte[] {8, palette != null ? INDEXED : RGB, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    if (palette != null) {
      chunk(out, "PLTE", palette);
      chunk(out, "IDAT", deflated(indices));
    } else {
      chunk(out, "IDAT", deflated(rgbRows(pixels, width, height)));
    }
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  /**
   * Fills the rows of an indexed image, each with a leading byte that names its filter, 0 for none.
   *
   * @return the palette, 3 bytes for each colour, or null if there are more colours than fit
   */
  private static byte[] index(int[] pixels, int width, int height, byte[] rows) {
    int[] colours = new int[MAX_COLOURS];
    int[] slots = new int[SLOTS];
    int used = 0;
    int lastColour = -1;
    byte lastIndex = 0;
    int at = 0;
    for (int y = 0; y < height; y++) {
      at++;
      for (int x = 0; x < width; x++) {
        int colour = pixels[y * width + x] & 0xFFFFFF;
        if (colour != lastColour) {
          // Slots hold the index plus one, so that 0 is a free slot.
          int slot = (colour * HASH) >>> (32 - SLOT_BITS);
          while (slots[slot] != 0 && colours[slots[slot] - 1] != colour) {
            slot = (slot + 1) & (SLOTS - 1);
          }
          if (slots[slot] == 0) {
            if (used == MAX_COLOURS) {
              return null;
            }
            colours[used++] = colour;
            slots[slot] = used;
          }
          lastColour = colour;
          lastIndex = (byte) (slots[slot] - 1);
        }
        rows[at++] = lastIndex;
      }
    }
    byte[] palette = new byte[3 * used];
    for (int i = 0; i < used; i++) {
      palette[3 * i] = (byte) (colours[i] >> 16);
      palette[3 * i + 1] = (byte) (colours[i] >> 8);
      palette[3 * i + 2] = (byte) colours[i];
    }
    return palette;
  }

  private static byte[] rgbRows(int[] pixels, int width, int height) {
    byte[] rows = new byte[height * (1 + 3 * width)];
    int at = 0;
    for (int y = 0; y < height; y++) {
      at++;
      for (int x = 0; x < width; x++) {
        int rgb = pixels[y * width + x];
        rows[at] = (byte) (rgb >> 16);
        rows[at + 1] = (byte) (rgb >> 8);
        rows[at + 2] = (byte) rgb;
        at += 3;
      }
    }
    return rows;
  }

  private static byte[] deflated(byte[] rows) {
    Deflater deflater = new Deflater(LEVEL);
    try {
      deflater.setInput(rows);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 16);
      byte[] piece = new byte[1 << 16];
      while (!deflater.finished()) {
        packed.write(piece, 0, deflater.deflate(piece));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}
