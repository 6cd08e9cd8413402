package olivo.device.jvm;

import java.util.List;
import olivo.device.PlasticityState;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.PlasticityStage;
import olivo.model.Inbound;
import olivo.model.StateArrays;

/**
 * In step n the pre-synaptic spikes of step n - W are judged: a synapse is depressed if a teacher
 * event fell on its target in the steps n - W + 1 to n, else potentiated.
 */
final class TeacherGated implements WeightRule {
  private final List<GatedPart> parts;
  private final int targets;

  TeacherGated(
      PlasticityLayout layout,
      PlasticityLayout.TeacherGated rule,
      SynapticWeights weights,
      int parts) {
    Csr teacher = layout.teacher().rows();
    this.targets = weights.targets();
    this.parts =
        weights.parts(parts).stream()
            .map(part -> new GatedPart(layout, rule, teacher, part))
            .toList();
    this.parts.forEach(part -> part.retune(layout.aLtp(), layout.aLtd(), 0));
  }

  @Override
  public List<GatedPart> parts() {
    return parts;
  }

  @Override
  public void receive(Inbound inbound) {
    for (int part = 0; part < parts.size(); part++) {
      parts.get(part).receive(inbound);
    }
  }

  @Override
  public void retune(PlasticityStage stage) {
    parts.forEach(part -> part.retune(stage.aLtp(), stage.aLtd(), stage.fromStep()));
  }

  @Override
  public void settle() {
    parts.forEach(GatedPart::settle);
  }

  @Override
  public void save(StateArrays into) {
    into.put(PlasticityState.LAST_EVENT, parts.get(0).lastEvents().clone());
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    long[] lastEvents = from.longs(PlasticityState.LAST_EVENT, targets);
    parts.forEach(part -> part.restore(step, lastEvents));
  }
}
