// What is computed: the same as by lif.cl, for processors: step by step, each in several passes over a chunk of cells
//   that compilers turn into vector instructions. Assumes that few work-items run at once, so that state stays in a
//   cache between the passes. On a processor several times as fast as a work-item for each cell.
// Twin: olivo.device.jvm.LifNeurons, Receptor and its kinds.
// Macros: neuron/lif.clh.
// One work-item: a chunk of the cells through all steps of the epoch; with gap junctions the only one (chunks = 1, and
//   publish = 1 where the potentials are its own and not written by the host). No barriers.
// Assumes: arrivals beyond the steps of the epoch are zero; capacity as common/spike_list.clh says.
#include "common/real.clh"
#include "common/philox.clh"
#include "common/spike_list.clh"
#include "neuron/lif.clh"

// Adds amplitudes, multiplied.
void inject(__global float *sum, __global const float *s, const float gain, const int first, const int last) {
  for (int cell = first; cell < last; cell++) {
    sum[cell] += gain * s[cell];
  }
}

// Adds the current of conductances.
void conduct(__global float *sum, __global const float *s, __global const float *v, const float e_rev, const int first,
             const int last) {
  for (int cell = first; cell < last; cell++) {
    sum[cell] += s[cell] * (e_rev - v[cell]);
  }
}

// Decays amplitudes and adds arrivals.
void decay_and_arrive(__global float *s, __global const int *arrived, const float decay, const float quantum,
                      const float flush, const int first, const int last) {
  for (int cell = first; cell < last; cell++) {
    s[cell] = remains(s[cell] * decay, flush) + quantum * (float)arrived[cell];
  }
}

// Arguments as in lif.cl, and
// gm_sum [out] [n] pA or mV, scratch
__kernel void lif_passes(__global float *restrict gm_v, __global int *restrict gm_held,
                         __global float *restrict gm_amplitude, __global float *restrict gm_rising,
                         __global int *restrict gm_arrivals, __global const float *restrict gm_receptor,
                         __global const float *restrict gm_drive, __global const float *restrict gm_cell,
                         __global const int *restrict gm_gap_start, __global const int *restrict gm_partner,
                         __global float *restrict gm_potentials, __global const int *restrict gm_probe,
                         __global float *restrict gm_samples, __global int *gm_spikes, const int capacity,
                         const int cell_bits, const int n, const int first_cell, const int slots, const long interval,
                         const int begin, const int end, const float leak, const float gain, const int refractory,
                         const float flush, const float g_gap, const float noise_per_bit, const int stream,
                         const int key0, const int key1, const int publish, __global float *restrict gm_sum,
                         const int chunks) {
  const int chunk = get_global_id(0);
  if (chunk < chunks) {
    const int first = (int)((long)n * chunk / chunks);
    const int last = (int)((long)n * (chunk + 1) / chunks);
    __global const float *e_l = gm_cell;
    __global const float *v_th = gm_cell + n;
    __global const float *v_reset = gm_cell + 2 * (size_t)n;
    for (int offset = begin; offset < end; offset++) {
      for (int cell = first; cell < last; cell++) {
#if EXACT
        gm_sum[cell] = leak * (gm_v[cell] - e_l[cell]) + gain * gm_drive[cell];
#else
        gm_sum[cell] = leak * (e_l[cell] - gm_v[cell]) + gm_drive[cell];
#endif
      }
#if RECEPTORS > 0
      for (int r = 0; r < RECEPTORS; r++) {
        __global const float *receptor = gm_receptor + RECEPTOR_WORDS * r;
        __global float *s = gm_amplitude + (size_t)r * n;
        __global int *arrived = gm_arrivals + ((size_t)r * slots + offset) * n;
        const float decay = receptor[DECAY];
        const float quantum = receptor[QUANTUM];
#if PLAIN
        const float e_rev = receptor[E_REV];
        for (int cell = first; cell < last; cell++) {
          const float now = remains(s[cell] * decay, flush) + quantum * (float)arrived[cell];
          s[cell] = now;
          gm_sum[cell] += now * (e_rev - gm_v[cell]);
        }
#else
        const int shape = shapes[r];
        const float strength = receptor[GAIN];
        if (shape == DELTA) {
          for (int cell = first; cell < last; cell++) {
            s[cell] = quantum * (float)arrived[cell];
          }
          inject(gm_sum, s, strength, first, last);
        } else {
#if ALPHA
          if (shape == ALPHA_CONDUCTANCE || shape == ALPHA_CURRENT) {
            __global float *rising = gm_rising + (size_t)r * n;
            const float rise = receptor[RISE];
#if EXACT
            const float rise_strength = receptor[RISE_GAIN];
            for (int cell = first; cell < last; cell++) {
              gm_sum[cell] += strength * s[cell] + rise_strength * rising[cell];
            }
#endif
            for (int cell = first; cell < last; cell++) {
              s[cell] = remains(s[cell] * decay + rising[cell] * rise, flush);
            }
            decay_and_arrive(rising, arrived, decay, quantum, flush, first, last);
          } else
#endif
          {
#if EXACT
            inject(gm_sum, s, strength, first, last);
#endif
            decay_and_arrive(s, arrived, decay, quantum, flush, first, last);
          }
#if !EXACT
          if (shape == EXP_CONDUCTANCE || shape == ALPHA_CONDUCTANCE) {
            conduct(gm_sum, s, gm_v, receptor[E_REV], first, last);
          } else {
            inject(gm_sum, s, strength, first, last);
          }
#endif
        }
#endif
        for (int cell = first; cell < last; cell++) {
          arrived[cell] = 0;
        }
      }
#endif
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
        gm_sum[cell] += coupling;
      }
#endif
#if NOISE
      for (int cell = first; cell < last; cell++) {
        const ulong bits = philox_pair((ulong)(interval + offset), first_cell + cell, stream, key0, key1);
        gm_sum[cell] += noise_per_bit * (float)((int)popcount(bits) - NOISE_BITS / 2);
      }
#endif
      int fired = 0;
      for (int cell = first; cell < last; cell++) {
        const int held = gm_held[cell];
        const float active = held > 0 ? 0.0f : 1.0f;
#if EXACT
        const float v = active * (e_l[cell] + gm_sum[cell]) + (1.0f - active) * gm_v[cell];
#else
        const float v = gm_v[cell] + gain * gm_sum[cell] * active;
#endif
        gm_v[cell] = v;
        gm_held[cell] = held > 0 ? held - 1 : 0;
        fired |= v >= v_th[cell] ? 1 : 0;
      }
      if (fired) {
        for (int cell = first; cell < last; cell++) {
          if (gm_v[cell] >= v_th[cell]) {
            gm_v[cell] = v_reset[cell];
            gm_held[cell] = refractory;
            list_spike(gm_spikes, capacity, cell_bits, offset, cell);
          }
        }
      }
#if PROBED
      for (int p = gm_probe[first]; p < gm_probe[last]; p++) {
        __global const int *probe = gm_probe + n + 1 + 6 * p;
        const long every = probe[1];
        const long step = interval + offset;
        if (step % every == 0) {
          const int sample = (int)(step / every - (interval + every - 1) / every);
          const int cell = probe[5];
          gm_samples[probe[2] + sample * probe[3] + probe[4]] =
              probe[0] >= 0 ? gm_amplitude[(size_t)probe[0] * n + cell] : gm_v[cell];
        }
      }
#endif
    }
  }
}
