// What is computed: deliveries of a projection whose connections have weights or delays of their own. For every event,
//   each connection of its row adds its units to the sum of its target, in the slot of the step in which it arrives.
//   Sums are integers, so their order does not matter.
// Twin: olivo.device.jvm.DistributedArrivals.
// Macros: ATOMIC_ARRIVALS (common/lanes.clh); TARGET (common/targets.clh).
// One work-item: common/lanes.clh. No barriers.
// Assumes: the ring has room for the steps of the interval and the largest delay beyond the smallest.
#include "common/lanes.clh"
#include "common/targets.clh"

// gm_inbox      [in]  [..] derived; the rows of the events begin at rows_at, their bases at bases_at: the index of the
//               slot in which the fastest connections arrive
// gm_row_start  [in]  [chunks][rows + 1] parameter
// gm_place      [in]  [connections] parameter: delay beyond the smallest, times n, plus the target
// gm_units      [in]  [connections] parameter
// gm_ring       [in,out] [slots][n] buffer; size: slots n
__kernel void distributed_arrivals(__global const int *restrict gm_inbox, const int rows_at, const int bases_at,
                                   const int events, __global const int *restrict gm_row_start,
                                   __global const TARGET *restrict gm_place, __global const int *restrict gm_units,
                                   const int rows, const int chunks, __global int *restrict gm_ring, const int size) {
  if (CHUNK < chunks) {
    __global const int *row_start = gm_row_start + (size_t)CHUNK * (rows + 1);
    for (int e = FIRST_EVENT; e < events; e += EVENT_STRIDE) {
      const int row = gm_inbox[rows_at + e];
      const int base = gm_inbox[bases_at + e];
      const int end = row_start[row + 1];
      for (int i = row_start[row] + LANE; i < end; i += LANES) {
        const int room = size - base;
        const int place = gm_place[i];
        ADD_ARRIVALS(gm_ring + (place < room ? base + place : place - room), gm_units[i]);
      }
    }
  }
}
