// What is computed: arrivals that wait in a ring move, for the steps of an epoch, from it to the arrivals of
//   its receptor; the slots are left zero.
// Twin: olivo.device.jvm.RingArrivals, DistributedArrivals, which read their rings themselves.
// Macros: ATOMIC_ARRIVALS (common/lanes.clh). One work-item: its cells and steps. No barriers.
// Assumes: slots is a power of two and steps <= slots.
#include "common/lanes.clh"

// gm_ring      [in,out] [slots][n] buffer
// gm_arrivals  [out] [steps][n] buffer, from index base on
__kernel void drain_ring(__global int *restrict gm_ring, __global int *restrict gm_arrivals, const int base,
                         const long first_step, const int steps, const int slots, const int n) {
  // Slots follow one another as steps do, but for one jump back to the beginning.
  const int from = (int)(first_step & (slots - 1)) * n;
  const int jump = slots * n - from;
  const int end = OWN_END(steps * n);
  const int end_before = min(end, jump);
  int i = OWN_BEGIN(steps * n);
  for (; i < end_before; i++) {
    gm_arrivals[base + i] = gm_ring[from + i];
    gm_ring[from + i] = 0;
  }
  for (; i < end; i++) {
    gm_arrivals[base + i] = gm_ring[i - jump];
    gm_ring[i - jump] = 0;
  }
}
