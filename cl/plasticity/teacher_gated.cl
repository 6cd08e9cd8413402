// What is computed: deliveries and weight changes of an epoch under the teacher-gated rule. For each synapse, in the
//   order of steps: a spike of step s is delivered with the weight of that step, (int)(w units + 0.5) units into slot
//   s + delay; then, a window later, judged: w <- clip(w - aLtd) if a teacher event fell on the target in the last window
//   steps, else w <- clip(w + aLtp).
// Twin: olivo.device.jvm.TeacherGated, PlasticProjection.
// Macros: ATOMIC_ARRIVALS (common/lanes.clh), where an event is a row (a source that fired) with all its events; TARGET
//   (common/targets.clh).
// One work-item: its synapses of each row. A row with one event is gone along with what that needs and nothing else; where
//   there are several, a synapse is taken once: its weight is read, all events are gone through, and it is written if one
//   of them changed it. No barriers.
// Assumes: the codes of a row ascending (offset << 1 | judged); slots a power of two.
#include "common/real.clh"
#include "common/lanes.clh"
#include "common/targets.clh"

float gated_change(const float w, const bool depressed, const float a_ltp, const float a_ltd, const float w_min,
                   const float w_max) {
  const float changed = w + (depressed ? -a_ltd : a_ltp);
  return changed < w_min ? w_min : changed > w_max ? w_max : changed;
}

int arriving_units(const float w, const float units) {
  return (int)(w * units + 0.5f);
}

// gm_inbox     [in] derived: at rows_at [events] rows; at begins_at, ends_at [events] their codes, from codes_at on;
//              at gates_at [n] (first << 1 | depressed): what is done to the synapses of a target that are judged at the
//              beginning of the epoch, and where its turns begin, as offsets of steps, from turns_at on, ascending, with
//              INT_MAX behind the last: from each of them on, the other thing is done
// gm_row_start [in] [chunks][rows + 1] parameter
// gm_target    [in] [synapses] parameter: cell
// gm_weight    [in,out] [synapses] state
// gm_ring      [in,out] [slots][n] buffer; a spike of offset 0 goes into slot due
__kernel void teacher_gated(__global const int *restrict gm_inbox, const int rows_at, const int begins_at,
                            const int ends_at, const int codes_at, const int events, const int gates_at,
                            const int turns_at, __global const int *restrict gm_row_start,
                            __global const TARGET *restrict gm_target, const int rows, const int chunks,
                            __global float *restrict gm_weight, __global int *restrict gm_ring, const int slots,
                            const int n, const int due, const float units, const float a_ltp, const float a_ltd,
                            const float w_min, const float w_max) {
  if (CHUNK < chunks) {
    __global const int *row_start = gm_row_start + (size_t)CHUNK * (rows + 1);
    __global const int *codes = gm_inbox + codes_at;
    __global const int *gates = gm_inbox + gates_at;
    __global const int *turns = gm_inbox + turns_at;
    for (int e = FIRST_EVENT; e < events; e += EVENT_STRIDE) {
      const int row = gm_inbox[rows_at + e];
      const int code_begin = gm_inbox[begins_at + e];
      const int code_end = gm_inbox[ends_at + e];
      const int begin = row_start[row] + LANE;
      const int end = row_start[row + 1];
      const int code = codes[code_begin];
      const int offset = code >> 1;
      if (code_begin + 1 < code_end) {
        for (int i = begin; i < end; i += LANES) {
          const int target = gm_target[i];
          const int gate = gates[target];
          bool depressed = gate & 1;
          int turn = gate >> 1;
          float w = gm_weight[i];
          int kinds = 0;
          for (int c = code_begin; c < code_end; c++) {
            const int at = codes[c] >> 1;
            kinds |= codes[c];
            if (codes[c] & 1) {
              for (; turns[turn] <= at; turn++) {
                depressed = !depressed;
              }
              w = gated_change(w, depressed, a_ltp, a_ltd, w_min, w_max);
            } else {
              ADD_ARRIVALS(gm_ring + ((due + at) & (slots - 1)) * n + target, arriving_units(w, units));
            }
          }
          if (kinds & 1) {
            gm_weight[i] = w;
          }
        }
      } else if (code & 1) {
        for (int i = begin; i < end; i += LANES) {
          const int gate = gates[gm_target[i]];
          bool depressed = gate & 1;
          for (int turn = gate >> 1; turns[turn] <= offset; turn++) {
            depressed = !depressed;
          }
          gm_weight[i] = gated_change(gm_weight[i], depressed, a_ltp, a_ltd, w_min, w_max);
        }
      } else {
        __global int *sums = gm_ring + ((due + offset) & (slots - 1)) * n;
        for (int i = begin; i < end; i += LANES) {
          ADD_ARRIVALS(sums + gm_target[i], arriving_units(gm_weight[i], units));
        }
      }
    }
  }
}
