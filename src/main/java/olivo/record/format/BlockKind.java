package olivo.record.format;

/** What a block holds. The codes are part of the format. */
enum BlockKind {
  /** Segment preamble: the recording's header as JSON; the entry is the segment's number. */
  HEADER(1),
  /** Sources of a plastic projection's synapses. */
  CONNECTIVITY(2),
  /** Spikes of one population in one epoch. */
  SPIKES(3),
  /** A snapshot of all weights of a projection. */
  WEIGHTS(4),
  /** One sample of each cell of a state probe. */
  STATES(5),
  /** All weights of a projection at the end of the run. */
  FINAL_WEIGHTS(6),
  /** Commits every block before it. */
  END(7);

  private static final BlockKind[] BY_CODE = new BlockKind[8];

  static {
    for (BlockKind kind : values()) {
      BY_CODE[kind.code] = kind;
    }
  }

  final int code;

  BlockKind(int code) {
    this.code = code;
  }

  /** The kind of a code, or null. */
  static BlockKind of(int code) {
    return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }
}
