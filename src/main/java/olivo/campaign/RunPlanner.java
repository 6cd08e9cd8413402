package olivo.campaign;

import java.util.ArrayList;
import java.util.List;
import olivo.config.ReadResult;

/** Collects the runs of a campaign and names them. */
public final class RunPlanner {
  private final RunNames names = new RunNames();
  private final List<PlannedRun> runs = new ArrayList<>();

  /** Adds a run of a grid point. */
  public void add(GridPoint point, ReadResult reading) {
    runs.add(new PlannedRun(point, reading, names.of(point, reading.topology().seed())));
  }

  /** All runs, in the order in which they were added. */
  public List<PlannedRun> runs() {
    return List.copyOf(runs);
  }
}
