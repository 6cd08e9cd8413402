// What is computed: the static deliveries of an epoch. For every event, each target of its row gets one unit of
//   arrivals: arrivals[base + target] += 1. Sums are integers, so their order does not matter.
// Twin: olivo.device.jvm.CountedArrivals, NarrowRows.count.
// Macros: ATOMIC_ARRIVALS (common/lanes.clh); TARGET (common/targets.clh).
// One work-item: common/lanes.clh. No barriers.
// Assumes: rows and bases within their arrays. Events in any order.
#include "common/lanes.clh"
#include "common/targets.clh"

// gm_inbox      [in]  [..] derived; the rows of the events begin at rows_at, their bases at bases_at
// gm_row_start  [in]  [chunks][rows + 1] parameter
// gm_target     [in]  [connections] parameter: cell
// gm_arrivals   [in,out] [receptors][slots][n] buffer
__kernel void count_arrivals(__global const int *restrict gm_inbox, const int rows_at, const int bases_at,
                             const int events, __global const int *restrict gm_row_start,
                             __global const TARGET *restrict gm_target, const int rows, const int chunks,
                             __global int *restrict gm_arrivals) {
  if (CHUNK < chunks) {
    __global const int *row_start = gm_row_start + (size_t)CHUNK * (rows + 1);
    for (int e = FIRST_EVENT; e < events; e += EVENT_STRIDE) {
      const int row = gm_inbox[rows_at + e];
      __global int *sums = gm_arrivals + gm_inbox[bases_at + e];
      const int end = row_start[row + 1];
      for (int i = row_start[row] + LANE; i < end; i += LANES) {
        ADD_ARRIVALS(sums + gm_target[i], 1);
      }
    }
  }
}
