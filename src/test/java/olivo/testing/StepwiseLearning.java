package olivo.testing;

import java.util.List;
import olivo.device.layout.DecayTable;
import olivo.device.layout.FanIn;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.model.Plasticity;
import olivo.model.Topology;

/**
 * The rules of plasticity straight from their definition: every change is worked out from all
 * spikes since the beginning.
 */
final class StepwiseLearning {
  private final Topology topology;
  private final NetworkLayout network;
  private final List<boolean[][]> fired;
  private final List<float[]> weights;

  /**
   * Learning of a network.
   *
   * @param fired {@code [populations][steps][cells]}
   * @param weights {@code [projections][synapses]}, by target and then by source
   */
  StepwiseLearning(NetworkLayout network, List<boolean[][]> fired, List<float[]> weights) {
    this.topology = network.topology();
    this.network = network;
    this.fired = fired;
    this.weights = weights;
  }

  /** Changes the weights of a step, whose spikes are there. */
  void learn(PlasticityLayout layout, int n) {
    for (int target = 0; target < fanIn(layout.projection()).targets(); target++) {
      if (layout.rule() instanceof PlasticityLayout.TeacherGated gated) {
        judge(layout, gated, target, n);
      } else if (layout.rule() instanceof PlasticityLayout.TeacherPaired paired) {
        pair(layout, paired, target, n);
      } else if (layout.rule() instanceof PlasticityLayout.Stdp stdp) {
        time(layout, stdp, target, n);
      }
    }
  }

  private boolean firedAt(int population, long step, int cell) {
    return step >= 0 && fired.get(population)[(int) step][cell];
  }

  private int sourceOf(int projection) {
    return topology.populationIndex(topology.projections().get(projection).from());
  }

  private FanIn fanIn(int projection) {
    return network.synapses().get(projection).fanIn();
  }

  private boolean taught(PlasticityLayout layout, int target, long step) {
    int teacher = teacherOf(layout);
    FanIn fanIn = fanIn(teacher);
    for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
      if (firedAt(sourceOf(teacher), step - layout.teacherDelaySteps(), fanIn.source()[i])) {
        return true;
      }
    }
    return false;
  }

  private int teacherOf(PlasticityLayout layout) {
    Plasticity rule = topology.projections().get(layout.projection()).plasticity().orElseThrow();
    return topology
        .projections()
        .indexOf(topology.projection(((Plasticity.Taught) rule).teacher()));
  }

  private void judge(
      PlasticityLayout layout, PlasticityLayout.TeacherGated gated, int target, int n) {
    FanIn fanIn = fanIn(layout.projection());
    int m = n - gated.windowSteps();
    for (int i = fanIn.rowStart()[target]; m >= 0 && i < fanIn.rowStart()[target + 1]; i++) {
      if (firedAt(sourceOf(layout.projection()), m, fanIn.source()[i])) {
        boolean taughtInWindow = false;
        for (int step = m + 1; step <= n && !taughtInWindow; step++) {
          taughtInWindow = taught(layout, target, step);
        }
        change(layout, i, taughtInWindow ? -layout.aLtd() : layout.aLtp());
      }
    }
  }

  private void pair(
      PlasticityLayout layout, PlasticityLayout.TeacherPaired paired, int target, int n) {
    boolean teacher = taught(layout, target, n);
    boolean post = fired.get(layout.slice().population())[n][target];
    if (!teacher && !post) {
      return;
    }
    FanIn fanIn = fanIn(layout.projection());
    int window = teacher ? paired.ltdWindowSteps() : paired.ltpWindowSteps();
    for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
      boolean recent = false;
      for (int back = 1; back <= window && !recent; back++) {
        recent = firedAt(sourceOf(layout.projection()), n - back, fanIn.source()[i]);
      }
      if (recent) {
        change(layout, i, teacher ? -layout.aLtd() : layout.aLtp());
      }
    }
  }

  private void time(PlasticityLayout layout, PlasticityLayout.Stdp stdp, int target, int n) {
    FanIn fanIn = fanIn(layout.projection());
    int pre = sourceOf(layout.projection());
    int post = layout.slice().population();
    int delay = layout.delaySteps();
    for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
      int source = fanIn.source()[i];
      float[] w = weights.get(layout.projection());
      if (firedAt(post, n - delay, target)) {
        float room = stdp.multiplicative() ? layout.wMax() - w[i] : 1;
        change(layout, i, layout.aLtp() * trace(pre, source, 0, n, stdp.sourceDecay()) * room);
      }
      if (firedAt(pre, n, source)) {
        float room = stdp.multiplicative() ? w[i] - layout.wMin() : 1;
        change(
            layout, i, -(layout.aLtd() * trace(post, target, delay, n, stdp.targetDecay()) * room));
      }
    }
  }

  /** What all spikes of a cell that were here before a step have left of themselves by then. */
  private float trace(int population, int cell, int delay, int n, DecayTable decay) {
    float trace = 0;
    int last = 0;
    for (int step = 0; step < n; step++) {
      if (firedAt(population, step - delay, cell)) {
        trace = decay.after(trace, step - last) + 1;
        last = step;
      }
    }
    return decay.after(trace, n - last);
  }

  private void change(PlasticityLayout layout, int synapse, float by) {
    float[] w = weights.get(layout.projection());
    w[synapse] = Math.min(Math.max(w[synapse] + by, layout.wMin()), layout.wMax());
  }
}
