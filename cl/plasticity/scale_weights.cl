// What is computed: an intervention: w <- clip(w factor).
// Twin: olivo.device.jvm.PlasticProjection.
// Macros: ATOMIC_ARRIVALS (common/lanes.clh). One work-item: its synapses. No barriers.
#include "common/real.clh"
#include "common/lanes.clh"

// gm_weight [in,out] [n] state
__kernel void scale_weights(__global float *restrict gm_weight, const int n, const float factor, const float w_min,
                            const float w_max) {
  const int end = OWN_END(n);
  for (int i = OWN_BEGIN(n); i < end; i++) {
    const float scaled = gm_weight[i] * factor;
    gm_weight[i] = scaled < w_min ? w_min : scaled > w_max ? w_max : scaled;
  }
}
