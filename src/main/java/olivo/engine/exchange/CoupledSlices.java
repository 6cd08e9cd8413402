package olivo.engine.exchange;

import java.util.ArrayList;
import java.util.List;
import olivo.device.NeuronState;
import olivo.device.layout.Slice;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;

/** The slices of a gap-coupled population, advanced together by one thread. */
public final class CoupledSlices {
  private final List<NeuronState> states;
  private final float[] potentials;

  CoupledSlices(Participant.Coupled coupled, List<NeuronState> states) {
    this.states = states;
    Slice slice = coupled.slices().get(0).slice();
    this.potentials = new float[slice.populationSize()];
  }

  EpochResult advance(Epoch epoch, Inbound inbound) {
    if (states.size() == 1) {
      return states.get(0).advance(epoch, inbound);
    }
    for (NeuronState state : states) {
      state.beginEpoch(epoch, inbound.ports());
    }
    for (long step = epoch.firstStep(); step < epoch.endStep(); step++) {
      for (NeuronState state : states) {
        state.potentials(potentials);
      }
      for (NeuronState state : states) {
        state.step(step, potentials);
      }
    }
    return merge(epoch, states.stream().map(NeuronState::endEpoch).toList());
  }

  /**
   * One result for all slices: their spikes by step and then by slice, which is by cell; their
   * samples likewise.
   */
  public static EpochResult merge(Epoch epoch, List<EpochResult> parts) {
    int size = 0;
    for (EpochResult part : parts) {
      size += part.spikes().size();
    }
    int[] offsets = new int[epoch.steps() + 1];
    int[] cells = new int[size];
    int merged = 0;
    for (int i = 0; i < epoch.steps(); i++) {
      for (EpochResult part : parts) {
        SpikeBatch spikes = part.spikes();
        int end = spikes.end(epoch.firstStep() + i);
        for (int spike = spikes.begin(epoch.firstStep() + i); spike < end; spike++) {
          cells[merged++] = spikes.cell(spike);
        }
      }
      offsets[i + 1] = merged;
    }
    List<Sample> samples = new ArrayList<>();
    for (EpochResult part : parts) {
      samples.addAll(part.samples());
    }
    samples.sort((a, b) -> Long.compare(a.step(), b.step()));
    return new EpochResult(new SpikeBatch(epoch, offsets, cells), samples);
  }
}
