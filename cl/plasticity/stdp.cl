// What is computed: deliveries and weight changes of an epoch under spike-timing dependent plasticity. For each synapse, in
//   the order of steps: a spike of its source is delivered with the weight of that step, (int)(w units + 0.5) units; a
//   spike that comes back from its target potentiates, w <- clip(w + a_plus x u); one of its source depresses,
//   w <- clip(w - a_minus y v); then the traces take in the spikes of the step, x <- x + 1, y <- y + 1. Traces decay
//   exponentially; u = v = 1, or u = w_max - w and v = w - w_min.
// Twin: olivo.device.jvm.Stdp, SpikeTraces, PlasticProjection.
// Macros: ATOMIC_ARRIVALS (common/lanes.clh); TARGET (common/targets.clh); MULTIPLICATIVE 0 or 1.
// Three kernels: stdp_columns takes the targets that have spikes coming back, with all their synapses, and then stdp_rows
//   the synapses of all other targets whose source fired. Both leave the traces as they were before the epoch, and
//   stdp_traces, once for sources and once for targets, moves them on. No barriers.
// Assumes: codes (offset << 1) of a row or target ascending, one for each offset; slots a power of two.
#include "common/real.clh"
#include "common/lanes.clh"
#include "common/targets.clh"
#include "plasticity/decay.clh"

#ifndef MULTIPLICATIVE
#error MULTIPLICATIVE not defined
#endif

#if MULTIPLICATIVE
#define ROOM_ABOVE(w) (w_max - (w))
#define ROOM_BELOW(w) ((w) - w_min)
#else
#define ROOM_ABOVE(w) 1.0f
#define ROOM_BELOW(w) 1.0f
#endif

float clip_weight(const float w, const float w_min, const float w_max) {
  return w < w_min ? w_min : w > w_max ? w_max : w;
}

float potentiated(const float w, const float step, const float w_min, const float w_max) {
  return clip_weight(w + step * ROOM_ABOVE(w), w_min, w_max);
}

float depressed(const float w, const float step, const float w_min, const float w_max) {
  return clip_weight(w - step * ROOM_BELOW(w), w_min, w_max);
}

// One event: a target. Without atomics work-items share the targets.
// gm_inbox        [in] derived: at targets_at [events] cells; at back_begins_at, back_ends_at [events] the spikes that come
//                 back from them, from back_codes_at on; at pre_begins_at, pre_ends_at [rows] the spikes of each source,
//                 from pre_codes_at on; all as offsets of steps << 1
// gm_column_start [in] [n + 1] parameter
// gm_source       [in] [synapses] parameter, by target: source
// gm_synapse      [in] [synapses] parameter, by target: index of the weight
// gm_x, gm_x_last [in] [rows] state: trace of each source at its last spike before the epoch, and the step of that spike
// gm_x_decay      [in] parameter, see decay.clh
// gm_y, gm_y_last [in] [n] state: the same of targets
// gm_y_decay      [in] parameter
// gm_weight       [in,out] [synapses] state
// gm_ring         [in,out] [slots][n] buffer
__kernel void stdp_columns(__global const int *restrict gm_inbox, const int targets_at, const int back_begins_at,
                           const int back_ends_at, const int back_codes_at, const int events, const int pre_begins_at,
                           const int pre_ends_at, const int pre_codes_at, __global const int *restrict gm_column_start,
                           __global const int *restrict gm_source, __global const int *restrict gm_synapse,
                           __global const float *restrict gm_x, __global const long *restrict gm_x_last,
                           __global const float *restrict gm_x_decay, const int x_low_bits, const long x_steps,
                           __global const float *restrict gm_y, __global const long *restrict gm_y_last,
                           __global const float *restrict gm_y_decay, const int y_low_bits, const long y_steps,
                           __global float *restrict gm_weight, __global int *restrict gm_ring, const int slots,
                           const int n, const long first_step, const int delay, const float units, const float a_plus,
                           const float a_minus, const float w_min, const float w_max) {
#if ATOMIC_ARRIVALS
  for (int e = FIRST_EVENT; e < events; e += EVENT_STRIDE) {
#else
  const int end_event = OWN_END(events);
  for (int e = OWN_BEGIN(events); e < end_event; e++) {
#endif
    const int target = gm_inbox[targets_at + e];
    const int back_begin = gm_inbox[back_begins_at + e];
    const int back_end = gm_inbox[back_ends_at + e];
    __global const int *backs = gm_inbox + back_codes_at;
    __global const int *fired = gm_inbox + pre_codes_at;
    const int end = gm_column_start[target + 1];
    for (int column = gm_column_start[target] + LANE; column < end; column += LANES) {
      const int source = gm_source[column];
      const int synapse = gm_synapse[column];
      float w = gm_weight[synapse];
      float x = gm_x[source];
      long x_last = gm_x_last[source];
      float y = gm_y[target];
      long y_last = gm_y_last[target];
      int pre = gm_inbox[pre_begins_at + source];
      const int pre_end = gm_inbox[pre_ends_at + source];
      int back = back_begin;
      while (back < back_end || pre < pre_end) {
        const int back_at = back < back_end ? backs[back] >> 1 : INT_MAX;
        const int pre_at = pre < pre_end ? fired[pre] >> 1 : INT_MAX;
        const int at = min(back_at, pre_at);
        const long step = first_step + at;
        const float x_now = decayed(x, step - x_last, gm_x_decay, x_low_bits, x_steps);
        const float y_now = decayed(y, step - y_last, gm_y_decay, y_low_bits, y_steps);
        if (pre_at == at) {
          const int slot = (int)((step + delay) & (slots - 1));
          ADD_ARRIVALS(gm_ring + slot * n + target, (int)(w * units + 0.5f));
        }
        if (back_at == at) {
          w = potentiated(w, a_plus * x_now, w_min, w_max);
          y = y_now + 1;
          y_last = step;
          back++;
        }
        if (pre_at == at) {
          w = depressed(w, a_minus * y_now, w_min, w_max);
          x = x_now + 1;
          x_last = step;
          pre++;
        }
      }
      gm_weight[synapse] = w;
    }
  }
}

// One event: a row (a source that fired) with all its spikes.
// gm_inbox     [in] derived: at rows_at [events] rows; at begins_at, ends_at [events] their spikes, from codes_at on; at
//              done_at [n] whether stdp_columns has done the target, or done_at = -1 where there is none
// gm_row_start [in] [chunks][rows + 1] parameter
// gm_target    [in] [synapses] parameter: cell
// gm_weight    [in,out] [synapses] state
// gm_y, gm_y_last, gm_y_decay, gm_ring as above
__kernel void stdp_rows(__global const int *restrict gm_inbox, const int rows_at, const int begins_at,
                        const int ends_at, const int codes_at, const int events, const int done_at,
                        __global const int *restrict gm_row_start, __global const TARGET *restrict gm_target,
                        const int rows, const int chunks, __global float *restrict gm_weight,
                        __global const float *restrict gm_y, __global const long *restrict gm_y_last,
                        __global const float *restrict gm_y_decay, const int y_low_bits, const long y_steps,
                        __global int *restrict gm_ring, const int slots, const int n, const long first_step,
                        const int delay, const float units, const float a_plus, const float a_minus, const float w_min,
                        const float w_max) {
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
          float w = gm_weight[i];
          const float y = gm_y[target];
          const long y_last = gm_y_last[target];
          for (int c = code_begin; c < code_end; c++) {
            const long step = first_step + (codes[c] >> 1);
            const int slot = (int)((step + delay) & (slots - 1));
            ADD_ARRIVALS(gm_ring + slot * n + target, (int)(w * units + 0.5f));
            w = depressed(w, a_minus * decayed(y, step - y_last, gm_y_decay, y_low_bits, y_steps), w_min, w_max);
          }
          gm_weight[i] = w;
        }
      }
    }
  }
}

// One work-item: its share of the cells that fired, with all their spikes.
// gm_inbox          [in] derived: at cells_at [events] cells; at begins_at, ends_at [events] their spikes, from codes_at on
// gm_trace, gm_last [in,out] [cells] state
// gm_decay          [in] parameter
__kernel void stdp_traces(__global const int *restrict gm_inbox, const int cells_at, const int begins_at,
                          const int ends_at, const int codes_at, const int events, __global float *restrict gm_trace,
                          __global long *restrict gm_last, __global const float *restrict gm_decay, const int low_bits,
                          const long decay_steps, const long first_step) {
  const int end = OWN_END(events);
  for (int e = OWN_BEGIN(events); e < end; e++) {
    const int cell = gm_inbox[cells_at + e];
    const int code_end = gm_inbox[ends_at + e];
    float trace = gm_trace[cell];
    long last = gm_last[cell];
    for (int c = gm_inbox[begins_at + e]; c < code_end; c++) {
      const long step = first_step + (gm_inbox[codes_at + c] >> 1);
      trace = decayed(trace, step - last, gm_decay, low_bits, decay_steps) + 1;
      last = step;
    }
    gm_trace[cell] = trace;
    gm_last[cell] = last;
  }
}
