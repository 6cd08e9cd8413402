// What is computed: the arrivals of a plastic projection in the steps of an epoch move from its ring to the arrivals of
//   its receptor; the slots are left zero.
// Twin: olivo.device.jvm.Receptor.decayAndDrive, which reads the ring itself.
// Macros: none. One work-item: one cell in one step. No barriers.
// Assumes: slots is a power of two and steps <= slots.

// gm_ring      [in,out] [slots][n] buffer
// gm_arrivals  [out] [steps][n] buffer, from index base on
__kernel void drain_ring(__global int *restrict gm_ring, __global int *restrict gm_arrivals, const int base,
                         const long first_step, const int steps, const int slots, const int n) {
  const int i = get_global_id(0);
  if (i < steps * n) {
    // Slots follow one another as steps do, but for one jump back to the beginning; a division would cost more.
    const int from = (int)(first_step & (slots - 1)) * n + i;
    const int at = from < slots * n ? from : from - slots * n;
    gm_arrivals[base + i] = gm_ring[at];
    gm_ring[at] = 0;
  }
}
