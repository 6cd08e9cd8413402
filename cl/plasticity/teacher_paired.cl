// What is computed: deliveries and weight changes of an epoch under the teacher-paired rule. For each synapse, in the
//   order of steps: a spike of its source is delivered with the weight of that step, (int)(w units + 0.5) units; a
//   teacher event at its target depresses it if its source last fired 1 to ltd_window steps before; a spike of the target
//   potentiates it if its source last fired 1 to ltp_window steps before.
// Twin: olivo.device.jvm.TeacherPaired, PlasticProjection.
// Macros: ATOMIC_ARRIVALS (common/lanes.clh); TARGET (common/targets.clh).
// Two kernels, in this order: pair_columns takes the targets that have an event, with all their synapses, and
//   deliver_rows the synapses of all other targets whose source fired. No barriers.
// Assumes: codes of a target ascending (offset << 1 | 0 for the teacher, 1 for the target), one for each offset; spikes
//   of a source ascending; slots a power of two.
#include "common/real.clh"
#include "common/lanes.clh"
#include "common/targets.clh"

// One event: a target. Without atomics work-items share the targets.
// gm_inbox        [in] derived: at targets_at [events] cells; at target_begins_at, target_ends_at [events] their codes,
//                 from target_codes_at on; at pre_begins_at, pre_ends_at [rows] the spikes of each source, from
//                 pre_codes_at on, as offsets of steps << 1
// gm_column_start [in] [n + 1] parameter
// gm_source       [in] [synapses] parameter, by target: source
// gm_synapse      [in] [synapses] parameter, by target: index of the weight
// gm_last         [in] [rows] state: step of the source's last spike before the epoch
// gm_weight       [in,out] [synapses] state
// gm_ring         [in,out] [slots][n] buffer
__kernel void pair_columns(__global const int *restrict gm_inbox, const int targets_at, const int target_begins_at,
                           const int target_ends_at, const int target_codes_at, const int events,
                           const int pre_begins_at, const int pre_ends_at, const int pre_codes_at,
                           __global const int *restrict gm_column_start, __global const int *restrict gm_source,
                           __global const int *restrict gm_synapse, __global const long *restrict gm_last,
                           __global float *restrict gm_weight, __global int *restrict gm_ring, const int slots,
                           const int n, const long first_step, const int delay, const float units, const int ltd_window,
                           const int ltp_window, const float a_ltp, const float a_ltd, const float w_min,
                           const float w_max) {
#if ATOMIC_ARRIVALS
  for (int e = FIRST_EVENT; e < events; e += EVENT_STRIDE) {
#else
  const int end_event = OWN_END(events);
  for (int e = OWN_BEGIN(events); e < end_event; e++) {
#endif
    const int target = gm_inbox[targets_at + e];
    const int code_begin = gm_inbox[target_begins_at + e];
    const int code_end = gm_inbox[target_ends_at + e];
    __global const int *codes = gm_inbox + target_codes_at;
    __global const int *fired = gm_inbox + pre_codes_at;
    const int end = gm_column_start[target + 1];
    for (int column = gm_column_start[target] + LANE; column < end; column += LANES) {
      const int source = gm_source[column];
      const int synapse = gm_synapse[column];
      float w = gm_weight[synapse];
      long last = gm_last[source];
      int pre = gm_inbox[pre_begins_at + source];
      const int pre_end = gm_inbox[pre_ends_at + source];
      int c = code_begin;
      while (c < code_end || pre < pre_end) {
        const int change_at = c < code_end ? codes[c] >> 1 : INT_MAX;
        const int spike_at = pre < pre_end ? fired[pre] >> 1 : INT_MAX;
        if (spike_at <= change_at) {
          const int slot = (int)((first_step + delay + spike_at) & (slots - 1));
          ADD_ARRIVALS(gm_ring + slot * n + target, (int)(w * units + 0.5f));
          pre++;
        }
        if (change_at <= spike_at) {
          // The spike of this very step counts as the last one only from the next step on.
          const bool taught = (codes[c] & 1) == 0;
          if (last >= first_step + change_at - (taught ? ltd_window : ltp_window)) {
            const float changed = w + (taught ? -a_ltd : a_ltp);
            w = changed < w_min ? w_min : changed > w_max ? w_max : changed;
          }
          c++;
        }
        if (spike_at <= change_at) {
          last = first_step + spike_at;
        }
      }
      gm_weight[synapse] = w;
    }
  }
}

// One event: a row (a source that fired) with all its spikes. Notes the last of them.
// gm_inbox     [in] derived: at rows_at [events] rows; at begins_at, ends_at [events] their spikes, from codes_at on; at
//              done_at [n] whether pair_columns has done the target, or done_at = -1 where there is none
// gm_row_start [in] [chunks][rows + 1] parameter
// gm_target    [in] [synapses] parameter: cell
// gm_weight    [in] [synapses] state
// gm_last      [out] [rows] state
// gm_ring      [in,out] [slots][n] buffer
__kernel void deliver_rows(__global const int *restrict gm_inbox, const int rows_at, const int begins_at,
                           const int ends_at, const int codes_at, const int events, const int done_at,
                           __global const int *restrict gm_row_start, __global const TARGET *restrict gm_target,
                           const int rows, const int chunks, __global const float *restrict gm_weight,
                           __global long *restrict gm_last, __global int *restrict gm_ring, const int slots,
                           const int n, const long first_step, const int delay, const float units) {
  if (CHUNK < chunks) {
    __global const int *row_start = gm_row_start + (size_t)CHUNK * (rows + 1);
    __global const int *codes = gm_inbox + codes_at;
    for (int e = FIRST_EVENT; e < events; e += EVENT_STRIDE) {
      const int row = gm_inbox[rows_at + e];
      const int code_begin = gm_inbox[begins_at + e];
      const int code_end = gm_inbox[ends_at + e];
      const int end = row_start[row + 1];
      for (int i = row_start[row] + LANE; i < end; i += LANES) {
        const int target = gm_target[i];
        if (done_at < 0 || gm_inbox[done_at + target] == 0) {
          const int arriving = (int)(gm_weight[i] * units + 0.5f);
          for (int c = code_begin; c < code_end; c++) {
            const int slot = (int)((first_step + delay + (codes[c] >> 1)) & (slots - 1));
            ADD_ARRIVALS(gm_ring + slot * n + target, arriving);
          }
        }
      }
      if (CHUNK + LANE == 0) {
        gm_last[row] = first_step + (codes[code_end - 1] >> 1);
      }
    }
  }
}
