// What is computed: Bernoulli sources. Each cell knows the step of its next spike; after a spike the next one falls
//   refractory + X steps later, X drawn by integer look-up of a random word in a table of the geometric distribution.
// Twin: olivo.device.jvm.BernoulliSource, olivo.device.layout.GeometricTable.
// Macros: GUIDE_BITS, the logarithm of the size of the guide; ATOMIC_ARRIVALS (common/lanes.clh).
// One work-item: its cells through the whole epoch. No barriers.
// Assumes: bounds ascending.
#include "common/intervals.clh"
#include "common/lanes.clh"
#include "common/spike_list.clh"

// gm_next    [in,out] [n] state: step of the next spike
// gm_drawn   [in,out] [n] state: words drawn
// gm_bound   [in] [entries] parameter
// gm_guide   [in] [1 << GUIDE_BITS] parameter: first entry of the table that can match
// gm_spikes  [out] [1 + capacity] list of spikes
__kernel void bernoulli_source(__global long *restrict gm_next, __global int *restrict gm_drawn,
                               __global const int *restrict gm_bound, __global const int *restrict gm_guide,
                               const int entries, __global int *gm_spikes, const int capacity, const int cell_bits,
                               const int n, const long first_step, const long end_step, const long run_steps,
                               const int refractory, const int stream, const int key0, const int key1) {
  const int end_cell = OWN_END(n);
  for (int cell = OWN_BEGIN(n); cell < end_cell; cell++) {
    long next = gm_next[cell];
    int drawn = gm_drawn[cell];
    while (next < end_step) {
      list_spike(gm_spikes, capacity, cell_bits, (int)(next - first_step), cell);
      next += refractory;
      next += interval(gm_bound, gm_guide, entries, run_steps - next, &drawn, cell, stream, key0, key1);
    }
    gm_next[cell] = next;
    gm_drawn[cell] = drawn;
  }
}
