// What is computed: events of Poisson trains in the steps of an interval, a number for each cell and step, drawn by
//   integer look-up of a random word in a table. One block of random words serves four steps.
// Twin: olivo.device.jvm.PoissonArrivals, olivo.device.layout.CountTable.
// Macros: GUIDE_BITS, the logarithm of the size of the guide; ATOMIC_ARRIVALS (common/lanes.clh).
// One work-item: its cells through all steps. No barriers.
// Assumes: bounds ascending, the last one the largest int.
#include "common/lanes.clh"
#include "common/philox.clh"

#ifndef GUIDE_BITS
#error GUIDE_BITS not defined
#endif

// gm_bound     [in] [..] parameter
// gm_guide     [in] [1 << GUIDE_BITS] parameter: first entry of the table that can match
// gm_arrivals  [out] [steps][n] buffer, from index base on
__kernel void poisson_drive(__global const int *restrict gm_bound, __global const int *restrict gm_guide,
                            __global int *restrict gm_arrivals, const int base, const long first_step, const int steps,
                            const int n, const int first_cell, const int stream, const int key0, const int key1) {
  const int end_cell = OWN_END(n);
  for (int cell = OWN_BEGIN(n); cell < end_cell; cell++) {
    uint words[4];
    for (int offset = 0; offset < steps; offset++) {
      const long step = first_step + offset;
      const int of_block = (int)(step & 3);
      if (of_block == 0 || offset == 0) {
        philox_block((ulong)(step >> 2), first_cell + cell, stream, key0, key1, words);
      }
      const int upper = (int)(words[of_block] >> 1);
      int k = gm_guide[upper >> (31 - GUIDE_BITS)];
      while (gm_bound[k] < upper) {
        k++;
      }
      gm_arrivals[base + offset * n + cell] = k;
    }
  }
}
