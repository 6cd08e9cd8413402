// What is computed: the same as by lif_cond_exp.cl, for processors: step by step, each in several passes over a chunk of
//   cells that compilers turn into vector instructions. Assumes that few work-items run at once, so that state stays in
//   a cache between the passes. On a processor several times as fast as a work-item for each cell.
// Twin: olivo.device.jvm.LifCondExp, Receptor.
// Macros: RECEPTORS (number of conductances), COUPLED (gap junctions), NOISE, PROBED (0 or 1 each).
// One work-item: a chunk of the cells through all steps of the epoch; with gap junctions the only one (chunks = 1, and
//   publish = 1 where the potentials are its own and not written by the host). No barriers.
// Assumes: arrivals beyond the steps of the epoch are zero; capacity as common/spike_list.clh says.
#include "common/real.clh"
#include "common/philox.clh"
#include "common/spike_list.clh"

#ifndef RECEPTORS
#error RECEPTORS not defined
#endif
#ifndef COUPLED
#error COUPLED not defined
#endif
#ifndef NOISE
#error NOISE not defined
#endif
#ifndef PROBED
#error PROBED not defined
#endif

#define NOISE_BITS 64

// Arguments as in lif_cond_exp.cl, and
// gm_current [out] [n] pA, scratch
__kernel void lif_cond_exp_passes(
    __global float *restrict gm_v, __global int *restrict gm_held, __global float *restrict gm_g,
    __global int *restrict gm_arrivals, __global const float *restrict gm_receptor,
    __global const float *restrict gm_drive, __global const int *restrict gm_gap_start,
    __global const int *restrict gm_partner, __global float *restrict gm_potentials,
    __global const int *restrict gm_probe, __global float *restrict gm_samples, __global int *gm_spikes,
    const int capacity, const int cell_bits, const int n, const int first_cell, const int slots, const long interval,
    const int begin, const int end, const float dt_over_c, const float g_l, const float e_l, const float v_th,
    const float v_reset, const int refractory, const float flush, const float g_gap, const float noise_per_bit,
    const int stream, const int key0, const int key1, const int publish, __global float *restrict gm_current,
    const int chunks) {
  const int chunk = get_global_id(0);
  if (chunk < chunks) {
    const int first = (int)((long)n * chunk / chunks);
    const int last = (int)((long)n * (chunk + 1) / chunks);
    for (int offset = begin; offset < end; offset++) {
      for (int cell = first; cell < last; cell++) {
        gm_current[cell] = g_l * (e_l - gm_v[cell]) + gm_drive[cell];
      }
      for (int r = 0; r < RECEPTORS; r++) {
        __global float *g = gm_g + (size_t)r * n;
        __global int *arrived = gm_arrivals + ((size_t)r * slots + offset) * n;
        const float decay = gm_receptor[3 * r];
        const float e_rev = gm_receptor[3 * r + 1];
        const float quantum = gm_receptor[3 * r + 2];
        for (int cell = first; cell < last; cell++) {
          const float decayed = g[cell] * decay - flush;
          const float now = (decayed > 0.0f ? decayed : 0.0f) + quantum * (float)arrived[cell];
          g[cell] = now;
          gm_current[cell] += now * (e_rev - gm_v[cell]);
        }
        for (int cell = first; cell < last; cell++) {
          arrived[cell] = 0;
        }
      }
#if COUPLED
      if (publish) {
        for (int cell = first; cell < last; cell++) {
          gm_potentials[first_cell + cell] = gm_v[cell];
        }
      }
      for (int cell = first; cell < last; cell++) {
        const float v = gm_v[cell];
        float coupling = 0.0f;
        for (int i = gm_gap_start[cell]; i < gm_gap_start[cell + 1]; i++) {
          coupling += g_gap * (gm_potentials[gm_partner[i]] - v);
        }
        gm_current[cell] += coupling;
      }
#endif
#if NOISE
      for (int cell = first; cell < last; cell++) {
        const ulong bits = philox_pair((ulong)(interval + offset), first_cell + cell, stream, key0, key1);
        gm_current[cell] += noise_per_bit * (float)((int)popcount(bits) - NOISE_BITS / 2);
      }
#endif
      int fired = 0;
      for (int cell = first; cell < last; cell++) {
        const int held = gm_held[cell];
        const float v = gm_v[cell] + dt_over_c * gm_current[cell] * (held > 0 ? 0.0f : 1.0f);
        gm_v[cell] = v;
        gm_held[cell] = held > 0 ? held - 1 : 0;
        fired |= v >= v_th ? 1 : 0;
      }
      if (fired) {
        for (int cell = first; cell < last; cell++) {
          if (gm_v[cell] >= v_th) {
            gm_v[cell] = v_reset;
            gm_held[cell] = refractory;
            list_spike(gm_spikes, capacity, cell_bits, offset, cell);
          }
        }
      }
#if PROBED
      for (int s = gm_probe[first]; s < gm_probe[last]; s++) {
        __global const int *probe = gm_probe + n + 1 + 6 * s;
        const long every = probe[1];
        const long step = interval + offset;
        if (step % every == 0) {
          const int sample = (int)(step / every - (interval + every - 1) / every);
          const int cell = probe[5];
          gm_samples[probe[2] + sample * probe[3] + probe[4]] =
              probe[0] >= 0 ? gm_g[(size_t)probe[0] * n + cell] : gm_v[cell];
        }
      }
#endif
    }
  }
}
