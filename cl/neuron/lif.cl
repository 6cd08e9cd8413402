// What is computed: leaky integrate-and-fire neurons. In each step, with sums from left to right in float32,
//     sum = gL (eL - V) + drive                      EXACT: decay (V - eL) + gain drive
//     sum += each receptor; sum += sum_j gGap (V_j - V); sum += noise_per_bit (popcount(64 bits) - 32)
//     V <- V + gain sum                              EXACT: V <- eL + sum
//   unless refractory; V >= Vth: spike, V <- Vreset, refractory. A receptor with amplitude s adds s (eRev - V) if it is a
//   conductance, else gain s; with EXACT before it takes the arrivals of the step, else after it:
//     exponential   s <- max(s decay - flush, 0) + quantum arrivals
//     alpha         s <- max(s decay + r rise - flush, 0), r <- max(r decay - flush, 0) + quantum arrivals;
//                   with EXACT it adds gain s + rise_gain r
//     delta         s = quantum arrivals, added in their step
// Twin: olivo.device.jvm.LifNeurons, Receptor and its kinds; olivo.device.layout.MembraneLayout, SynapseLayout.
// Macros: neuron/lif.clh.
// One work-item: one cell through all steps of the epoch. With gap junctions: its share of the cells, step by step, all
//   in one work-group (publish = 1), or any number of groups for a single step whose potentials the host has written
//   (publish = 0). Barriers with publish = 1 only; no early return.
// Assumes: arrivals beyond the steps of the epoch are zero; capacity as common/spike_list.clh says.
#include "common/real.clh"
#include "common/philox.clh"
#include "common/spike_list.clh"
#include "neuron/lif.clh"

// gm_v          [in,out] [n] mV, state
// gm_held       [in,out] [n] state: steps for which the cell is still refractory
// gm_amplitude  [in,out] [RECEPTORS][n] nS, pA or mV, state
// gm_rising     [in,out] [RECEPTORS][n] the same, state; used with ALPHA only
// gm_arrivals   [in,out] [RECEPTORS][slots][n] buffer: units by offset of the step in the interval; left zero
// gm_receptor   [in] [RECEPTORS][RECEPTOR_WORDS] parameter
// gm_drive      [in] [n] pA, parameter of an interval
// gm_cell       [in] [3][n] mV, parameter: eL, Vth, Vreset
// gm_gap_start  [in] [n + 1] parameter
// gm_partner    [in] [..] parameter: cells of the population
// gm_potentials [in,out] [population] mV, buffer: potentials at the start of a step
// gm_probe      [in] [n + 1], then [..][6] parameter: samples of each cell; receptor or -1, every, base, width,
//               position, cell
// gm_samples    [out] [..] mV, nS or pA
// gm_spikes     [in,out] [1 + capacity] list of spikes
// interval      step at which the interval begins, to which offsets refer; begin, end: offsets of the steps to take
// leak, gain    gL in nS and dt/C in mV/pA; with EXACT the decay of a step and mV of a step for 1 pA
__kernel void lif(__global float *restrict gm_v, __global int *restrict gm_held, __global float *restrict gm_amplitude,
                  __global float *restrict gm_rising, __global int *restrict gm_arrivals,
                  __global const float *restrict gm_receptor, __global const float *restrict gm_drive,
                  __global const float *restrict gm_cell, __global const int *restrict gm_gap_start,
                  __global const int *restrict gm_partner, __global float *gm_potentials,
                  __global const int *restrict gm_probe, __global float *restrict gm_samples, __global int *gm_spikes,
                  const int capacity, const int cell_bits, const int n, const int first_cell, const int slots,
                  const long interval, const int begin, const int end, const float leak, const float gain,
                  const int refractory, const float flush, const float g_gap, const float noise_per_bit,
                  const int stream, const int key0, const int key1, const int publish) {
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
      const float e_l = gm_cell[cell];
      const float v_th = gm_cell[n + cell];
#if RECEPTORS > 0
      float s[RECEPTORS];
      for (int r = 0; r < RECEPTORS; r++) {
        s[r] = gm_amplitude[r * n + cell];
      }
#if ALPHA
      float rising[RECEPTORS];
      for (int r = 0; r < RECEPTORS; r++) {
        rising[r] = gm_rising[r * n + cell];
      }
#endif
#endif
      for (int offset = pass; offset < pass_end; offset++) {
#if EXACT
        float sum = leak * (v - e_l) + gain * drive;
#else
        float sum = leak * (e_l - v) + drive;
#endif
#if RECEPTORS > 0
        for (int r = 0; r < RECEPTORS; r++) {
          __global const float *receptor = gm_receptor + RECEPTOR_WORDS * r;
          __global int *arrived = gm_arrivals + ((size_t)r * slots + offset) * n + cell;
          const float added = receptor[QUANTUM] * (float)*arrived;
          *arrived = 0;
#if PLAIN
          s[r] = remains(s[r] * receptor[DECAY], flush) + added;
          sum += s[r] * (receptor[E_REV] - v);
#else
          const int shape = shapes[r];
          if (shape == DELTA) {
            s[r] = added;
            sum += receptor[GAIN] * s[r];
          } else {
#if ALPHA
            if (shape == ALPHA_CONDUCTANCE || shape == ALPHA_CURRENT) {
#if EXACT
              sum += receptor[GAIN] * s[r] + receptor[RISE_GAIN] * rising[r];
#endif
              s[r] = remains(s[r] * receptor[DECAY] + rising[r] * receptor[RISE], flush);
              rising[r] = remains(rising[r] * receptor[DECAY], flush) + added;
            } else
#endif
            {
#if EXACT
              sum += receptor[GAIN] * s[r];
#endif
              s[r] = remains(s[r] * receptor[DECAY], flush) + added;
            }
#if !EXACT
            if (shape == EXP_CONDUCTANCE || shape == ALPHA_CONDUCTANCE) {
              sum += s[r] * (receptor[E_REV] - v);
            } else {
              sum += receptor[GAIN] * s[r];
            }
#endif
          }
#endif
        }
#endif
#if COUPLED
        float coupling = 0.0f;
        for (int i = gm_gap_start[cell]; i < gm_gap_start[cell + 1]; i++) {
          coupling += g_gap * (gm_potentials[gm_partner[i]] - v);
        }
        sum += coupling;
#endif
#if NOISE
        const ulong bits = philox_pair((ulong)(interval + offset), first_cell + cell, stream, key0, key1);
        sum += noise_per_bit * (float)((int)popcount(bits) - NOISE_BITS / 2);
#endif
        const float active = held > 0 ? 0.0f : 1.0f;
#if EXACT
        v = active * (e_l + sum) + (1.0f - active) * v;
#else
        v += gain * sum * active;
#endif
        held -= held > 0 ? 1 : 0;
        if (v >= v_th) {
          v = gm_cell[2 * (size_t)n + cell];
          held = refractory;
          list_spike(gm_spikes, capacity, cell_bits, offset, cell);
        }
#if PROBED
        for (int p = gm_probe[cell]; p < gm_probe[cell + 1]; p++) {
          __global const int *probe = gm_probe + n + 1 + 6 * p;
          const long every = probe[1];
          const long step = interval + offset;
          if (step % every == 0) {
            const int sample = (int)(step / every - (interval + every - 1) / every);
            float value = v;
#if RECEPTORS > 0
            if (probe[0] >= 0) {
              value = s[probe[0]];
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
        gm_amplitude[r * n + cell] = s[r];
      }
#if ALPHA
      for (int r = 0; r < RECEPTORS; r++) {
        gm_rising[r * n + cell] = rising[r];
      }
#endif
#endif
    }
#if COUPLED
    if (publish) {
      barrier(CLK_GLOBAL_MEM_FENCE);
    }
#endif
  }
}
