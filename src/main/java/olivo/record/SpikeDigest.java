package olivo.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import olivo.model.SpikeBatch;

/**
 * A hash over all spikes of a run, the same wherever and however it was simulated.
 *
 * <p>The digest of a population is the SHA-256 of its spikes in the order of (step, cell), each as
 * step (64 bits) and cell (32 bits), little-endian. The digest of the run is the SHA-256 of, for
 * each population in the order of the topology, its name in UTF-8, a zero byte, and its digest.
 */
public final class SpikeDigest {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SPIKE_BYTES = Long.BYTES + Integer.BYTES;

  /** Few enough to stay in the nearest cache until they are hashed. */
  private static final int BUFFER_BYTES = 512 * SPIKE_BYTES;

  private final List<String> names;
  private final Stream[] streams;

  /** Starts without spikes, for populations in the order of the topology. */
  public SpikeDigest(List<String> populations) {
    names = List.copyOf(populations);
    streams = new Stream[names.size()];
    for (int i = 0; i < streams.length; i++) {
      streams[i] = new Stream();
    }
  }

  /** Takes in all spikes of an epoch, which must lie after those taken in before. */
  public void add(int population, SpikeBatch batch) {
    Stream stream = streams[population];
    for (long step = batch.epoch().firstStep(); step < batch.epoch().endStep(); step++) {
      stream.add(step, batch, batch.begin(step), batch.end(step));
    }
  }

  /** Takes in one spike, which must lie after those taken in before. */
  public void add(int population, long step, int cell) {
    streams[population].add(step, cell);
  }

  /** The digest of the run, hexadecimal. No spikes can be added any more. */
  public String hex() {
    MessageDigest run = Hashes.sha256();
    for (int i = 0; i < streams.length; i++) {
      run.update(names.get(i).getBytes(StandardCharsets.UTF_8));
      run.update((byte) 0);
      run.update(streams[i].digest());
    }
    return HexFormat.of().formatHex(run.digest());
  }

  private static final class Stream {
    private final MessageDigest digest = Hashes.sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;

    void add(long step, int cell) {
      if (filled == BUFFER_BYTES) {
        flush();
      }
      put(filled, step, cell);
      filled += SPIKE_BYTES;
    }

    /** Adds some spikes of a step. */
    void add(long step, SpikeBatch batch, int begin, int end) {
      int next = begin;
      while (next < end) {
        if (filled == BUFFER_BYTES) {
          flush();
        }
        int fitting = Math.min(end - next, (BUFFER_BYTES - filled) / SPIKE_BYTES);
        for (int i = 0; i < fitting; i++) {
          put(filled + i * SPIKE_BYTES, step, batch.cell(next + i));
        }
        filled += fitting * SPIKE_BYTES;
        next += fitting;
      }
    }

    private void put(int at, long step, int cell) {
      LONG.set(buffer, at, step);
      INT.set(buffer, at + Long.BYTES, cell);
    }

    byte[] digest() {
      flush();
      return digest.digest();
    }

    private void flush() {
      digest.update(buffer, 0, filled);
      filled = 0;
    }
  }
}
