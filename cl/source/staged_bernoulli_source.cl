// What is computed: Bernoulli sources whose rates change in given steps, and need not be those of their neighbours. A spike
//   is followed by refractory + X steps without one, X drawn from the table of the cell. A cell that gets another table in
//   step s fires X - 1 steps after s, or after the end of its refractory period if that is later, X drawn from that table.
// Twin: olivo.device.jvm.BernoulliSource, olivo.device.layout.GeometricTable.
// Macros: GUIDE_BITS, the logarithm of the size of a guide; ATOMIC_ARRIVALS (common/lanes.clh).
// One work-item: its cells, through the whole interval or from one stage into the next. No barriers.
// Assumes: bounds of each table ascending; no stage begins within the interval.
//
// gm_next      [in,out] [n] state: step of the next spike
// gm_free      [in,out] [n] state: first step in which the cell is not refractory
// gm_drawn     [in,out] [n] state: words drawn
// gm_table_of  [n] state: table of the cell; negative for cells that do not fire
// gm_begin     [in] [tables + 1] parameter: where the entries of each table begin
// gm_bound     [in] [entries] parameter
// gm_guide     [in] [tables << GUIDE_BITS] parameter: first entry of a table that can match
#include "common/intervals.clh"
#include "common/lanes.clh"
#include "common/spike_list.clh"

long interval_of(const int table, __global const int *gm_begin, __global const int *gm_bound, __global const int *gm_guide,
                 const long enough, int *drawn, const int cell, const int stream, const int key0, const int key1) {
  const int begin = gm_begin[table];
  return interval(gm_bound + begin, gm_guide + (table << GUIDE_BITS), gm_begin[table + 1] - begin, enough, drawn, cell, stream,
                  key0, key1);
}

// gm_later  [in] [n] derived: tables from first_step on
__kernel void enter_rates(__global long *restrict gm_next, __global const long *restrict gm_free,
                          __global int *restrict gm_drawn, __global int *restrict gm_table_of,
                          __global const int *restrict gm_later, __global const int *restrict gm_begin,
                          __global const int *restrict gm_bound, __global const int *restrict gm_guide, const int n,
                          const long first_step, const long run_steps, const int stream, const int key0, const int key1) {
  const int end_cell = OWN_END(n);
  for (int cell = OWN_BEGIN(n); cell < end_cell; cell++) {
    const int table = gm_later[cell];
    if (table != gm_table_of[cell]) {
      gm_table_of[cell] = table;
      if (table < 0) {
        gm_next[cell] = LONG_MAX;
      } else {
        int drawn = gm_drawn[cell];
        const long next = max(first_step, gm_free[cell]) - 1;
        gm_next[cell] =
            next + interval_of(table, gm_begin, gm_bound, gm_guide, run_steps - next, &drawn, cell, stream, key0, key1);
        gm_drawn[cell] = drawn;
      }
    }
  }
}

// gm_spikes  [out] [1 + capacity] list of spikes
__kernel void staged_bernoulli_source(__global long *restrict gm_next, __global long *restrict gm_free,
                                      __global int *restrict gm_drawn, __global const int *restrict gm_table_of,
                                      __global const int *restrict gm_begin, __global const int *restrict gm_bound,
                                      __global const int *restrict gm_guide, __global int *gm_spikes, const int capacity,
                                      const int cell_bits, const int n, const long first_step, const long end_step,
                                      const long run_steps, const int refractory, const int stream, const int key0, const int key1) {
  const int end_cell = OWN_END(n);
  for (int cell = OWN_BEGIN(n); cell < end_cell; cell++) {
    long next = gm_next[cell];
    if (next < end_step) {
      const int table = gm_table_of[cell];
      int drawn = gm_drawn[cell];
      long last = next;
      while (next < end_step) {
        list_spike(gm_spikes, capacity, cell_bits, (int)(next - first_step), cell);
        last = next;
        next += refractory;
        next += interval_of(table, gm_begin, gm_bound, gm_guide, run_steps - next, &drawn, cell, stream, key0, key1);
      }
      gm_next[cell] = next;
      gm_free[cell] = last + refractory + 1;
      gm_drawn[cell] = drawn;
    }
  }
}
