package olivo.engine.exchange;

import java.util.List;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.SourceLayout;

/** Whoever advances through time on its own. */
public sealed interface Participant {
  /** Name for people. */
  String name();

  /** Name of the population or projection of which it may be a slice. */
  String wholeName();

  /** Number of input ports. */
  int ports();

  /** Epochs end at a multiple of this many steps, or at the end of the run. */
  default int quantumSteps() {
    return 1;
  }

  /** A population of sources. */
  record Source(SourceLayout layout, int quantumSteps) implements Participant {
    @Override
    public String name() {
      return layout.slice().label();
    }

    @Override
    public String wholeName() {
      return layout.slice().name();
    }

    @Override
    public int ports() {
      return 0;
    }
  }

  /** A slice of a population of neurons. */
  record Neurons(NeuronLayout layout) implements Participant {
    @Override
    public String name() {
      return layout.slice().label();
    }

    @Override
    public String wholeName() {
      return layout.slice().name();
    }

    @Override
    public int ports() {
      return layout.receptors().size();
    }
  }

  /** A whole population of neurons with gap junctions, in one or several slices. */
  record Coupled(List<NeuronLayout> slices) implements Participant {
    public Coupled {
      slices = List.copyOf(slices);
    }

    @Override
    public String name() {
      return slices.get(0).slice().name();
    }

    @Override
    public String wholeName() {
      return name();
    }

    @Override
    public int ports() {
      return slices.get(0).receptors().size();
    }
  }

  /** A plastic projection onto one slice. */
  record Plastic(PlasticityLayout layout) implements Participant {
    private static final int PORTS = 3;

    @Override
    public String name() {
      return layout.label();
    }

    @Override
    public String wholeName() {
      return layout.name();
    }

    @Override
    public int ports() {
      return PORTS;
    }
  }

  /** Whoever records; one port for each population. */
  record Recorder(int ports, int quantumSteps) implements Participant {
    @Override
    public String wholeName() {
      return name();
    }

    @Override
    public String name() {
      return "recorder";
    }
  }
}
