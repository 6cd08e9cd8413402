// What is computed: deliveries and weight changes of an epoch under the teacher-gated rule. For each synapse, in the
//   order of steps: a spike of step s is delivered with the weight of that step, (int)(w units + 0.5) units into slot
//   s + delay; then, a window later, judged: w <- clip(w - aLtd) if a teacher event fell on the target in the last window
//   steps, else w <- clip(w + aLtp).
// Twin: olivo.device.jvm.TeacherGated, PlasticProjection.
// Macros: ATOMIC_ARRIVALS (common/lanes.clh), where an event is a row (a source that fired) with all its events.
// One work-item: its synapses of each row. No barriers.
// Assumes: the codes of a row ascending (offset << 1 | judged); the teacher events of a target ascending; slots a power
//   of two.
#include "common/real.clh"
#include "common/lanes.clh"

// gm_inbox     [in] derived: at rows_at [events] rows; at begins_at, ends_at [events] their codes, from codes_at on;
//              at teacher_begins_at, teacher_ends_at [n] the teacher events of each target, from teacher_at on, as
//              offsets of steps << 1, negative ones before the epoch
// gm_row_start [in] [chunks][rows + 1] parameter
// gm_target    [in] [synapses] parameter: cell
// gm_weight    [in,out] [synapses] state
// gm_ring      [in,out] [slots][n] buffer
__kernel void teacher_gated(__global const int *restrict gm_inbox, const int rows_at, const int begins_at,
                            const int ends_at, const int codes_at, const int events, const int teacher_begins_at,
                            const int teacher_ends_at, const int teacher_at, __global const int *restrict gm_row_start,
                            __global const int *restrict gm_target, const int rows, const int chunks,
                            __global float *restrict gm_weight, __global int *restrict gm_ring, const int slots,
                            const int n, const long due, const float units, const int window, const float a_ltp,
                            const float a_ltd, const float w_min, const float w_max) {
  if (CHUNK < chunks) {
    __global const int *row_start = gm_row_start + (size_t)CHUNK * (rows + 1);
    __global const int *codes = gm_inbox + codes_at;
    __global const int *taught = gm_inbox + teacher_at;
    for (int e = FIRST_EVENT; e < events; e += EVENT_STRIDE) {
      const int row = gm_inbox[rows_at + e];
      const int code_begin = gm_inbox[begins_at + e];
      const int code_end = gm_inbox[ends_at + e];
      const int end = row_start[row + 1];
      const int begin = row_start[row] + LANE;
      // Synapses don't touch each other, so each event may go along the whole row before the next one does.
      for (int c = code_begin; c < code_end; c++) {
        const int offset = codes[c] >> 1;
        if (codes[c] & 1) {
          for (int i = begin; i < end; i += LANES) {
            const int target = gm_target[i];
            const int first_taught = gm_inbox[teacher_begins_at + target];
            int last = gm_inbox[teacher_ends_at + target] - 1;
            while (last >= first_taught && taught[last] >> 1 > offset) {
              last--;
            }
            const bool depressed = last >= first_taught && taught[last] >> 1 > offset - window;
            const float changed = gm_weight[i] + (depressed ? -a_ltd : a_ltp);
            gm_weight[i] = changed < w_min ? w_min : changed > w_max ? w_max : changed;
          }
        } else {
          __global int *sums = gm_ring + (int)((due + offset) & (slots - 1)) * n;
          for (int i = begin; i < end; i += LANES) {
            ADD_ARRIVALS(sums + gm_target[i], (int)(gm_weight[i] * units + 0.5f));
          }
        }
      }
    }
  }
}
