package olivo.engine.exchange;

import olivo.model.Epoch;
import olivo.model.Inbound;

/** Where grants go. */
@FunctionalInterface
public interface GrantSink {
  /**
   * A participant may advance.
   *
   * @param participant its position in the plan
   * @param epoch the steps that it shall take
   * @param inbound everything due in these steps
   */
  void grant(int participant, Epoch epoch, Inbound inbound);
}
