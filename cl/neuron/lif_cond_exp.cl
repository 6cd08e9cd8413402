// What is computed: leaky integrate-and-fire neurons with exponentially decaying conductances. In each step, with sums
//   from left to right in float32,
//     G_k <- max(G_k decay_k - flush, 0) + quantum_k arrivals_k
//     I = gL (eL - V) + drive + sum_k G_k (eRev_k - V) + sum_j gGap (V_j - V) + noise_per_bit (popcount(64 bits) - 32)
//     V <- V + (dt/C) I, unless refractory; V >= Vth: spike, V <- Vreset, refractory
// Twin: olivo.device.jvm.LifCondExp, Receptor.
// Macros: RECEPTORS (number of conductances), COUPLED (gap junctions), NOISE, PROBED (0 or 1 each).
// One work-item: one cell through all steps of the epoch. With gap junctions: its share of the cells, step by step, all
//   in one work-group (publish = 1), or any number of groups for a single step whose potentials the host has written
//   (publish = 0). Barriers with publish = 1 only; no early return.
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

// gm_v          [in,out] [n] mV, state
// gm_held       [in,out] [n] state: steps for which the cell is still refractory
// gm_g          [in,out] [RECEPTORS][n] nS, state
// gm_arrivals   [in,out] [RECEPTORS][slots][n] buffer: units by offset of the step in the interval; left zero
// gm_receptor   [in] [RECEPTORS][3] parameter: decay, eRev in mV, quantum in nS
// gm_drive      [in] [n] pA, parameter
// gm_gap_start  [in] [n + 1] parameter
// gm_partner    [in] [..] parameter: cells of the population
// gm_potentials [in,out] [population] mV, buffer: potentials at the start of a step
// gm_probe      [in] [n + 1], then [..][6] parameter: samples of each cell; receptor or -1, every, base, width,
//               position, cell
// gm_samples    [out] [..] mV or nS
// gm_spikes     [in,out] [1 + capacity] list of spikes
// interval      step at which the interval begins, to which offsets refer; begin, end: offsets of the steps to take
__kernel void lif_cond_exp(__global float *restrict gm_v, __global int *restrict gm_held, __global float *restrict gm_g,
                           __global int *restrict gm_arrivals, __global const float *restrict gm_receptor,
                           __global const float *restrict gm_drive, __global const int *restrict gm_gap_start,
                           __global const int *restrict gm_partner, __global float *gm_potentials,
                           __global const int *restrict gm_probe, __global float *restrict gm_samples,
                           __global int *gm_spikes, const int capacity, const int cell_bits, const int n,
                           const int first_cell, const int slots, const long interval, const int begin, const int end,
                           const float dt_over_c, const float g_l, const float e_l, const float v_th,
                           const float v_reset, const int refractory, const float flush, const float g_gap,
                           const float noise_per_bit, const int stream, const int key0, const int key1,
                           const int publish) {
  const int items = get_global_size(0);
  const int item = get_global_id(0);
#if COUPLED
  for (int pass = begin; pass < end; pass++) {
    const int pass_end = pass + 1;
    if (publish) {
      for (int cell = item; cell < n; cell += items) {
        gm_potentials[first_cell + cell] = gm_v[cell];
      }
      barrier(CLK_GLOBAL_MEM_FENCE);
    }
#else
  {
    const int pass = begin;
    const int pass_end = end;
#endif
    for (int cell = item; cell < n; cell += items) {
      float v = gm_v[cell];
      int held = gm_held[cell];
      const float drive = gm_drive[cell];
#if RECEPTORS > 0
      float g[RECEPTORS];
      for (int r = 0; r < RECEPTORS; r++) {
        g[r] = gm_g[r * n + cell];
      }
#endif
      for (int offset = pass; offset < pass_end; offset++) {
        float current = g_l * (e_l - v) + drive;
#if RECEPTORS > 0
        for (int r = 0; r < RECEPTORS; r++) {
          __global int *arrived = gm_arrivals + ((size_t)r * slots + offset) * n + cell;
          const float decayed = g[r] * gm_receptor[3 * r] - flush;
          g[r] = (decayed > 0.0f ? decayed : 0.0f) + gm_receptor[3 * r + 2] * (float)*arrived;
          *arrived = 0;
          current += g[r] * (gm_receptor[3 * r + 1] - v);
        }
#endif
#if COUPLED
        float coupling = 0.0f;
        for (int i = gm_gap_start[cell]; i < gm_gap_start[cell + 1]; i++) {
          coupling += g_gap * (gm_potentials[gm_partner[i]] - v);
        }
        current += coupling;
#endif
#if NOISE
        const ulong bits = philox_pair((ulong)(interval + offset), first_cell + cell, stream, key0, key1);
        current += noise_per_bit * (float)((int)popcount(bits) - NOISE_BITS / 2);
#endif
        v += dt_over_c * current * (held > 0 ? 0.0f : 1.0f);
        held -= held > 0 ? 1 : 0;
        if (v >= v_th) {
          v = v_reset;
          held = refractory;
          list_spike(gm_spikes, capacity, cell_bits, offset, cell);
        }
#if PROBED
        for (int s = gm_probe[cell]; s < gm_probe[cell + 1]; s++) {
          __global const int *probe = gm_probe + n + 1 + 6 * s;
          const long every = probe[1];
          const long step = interval + offset;
          if (step % every == 0) {
            const int sample = (int)(step / every - (interval + every - 1) / every);
            float value = v;
#if RECEPTORS > 0
            if (probe[0] >= 0) {
              value = g[probe[0]];
            }
#endif
            gm_samples[probe[2] + sample * probe[3] + probe[4]] = value;
          }
        }
#endif
      }
      gm_v[cell] = v;
      gm_held[cell] = held;
#if RECEPTORS > 0
      for (int r = 0; r < RECEPTORS; r++) {
        gm_g[r * n + cell] = g[r];
      }
#endif
    }
#if COUPLED
    if (publish) {
      barrier(CLK_GLOBAL_MEM_FENCE);
    }
#endif
  }
}
