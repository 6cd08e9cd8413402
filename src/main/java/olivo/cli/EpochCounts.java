package olivo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import olivo.engine.exchange.ExchangeObserver;
import olivo.engine.exchange.ExchangePlan;
import olivo.model.Epoch;

/** Counts the epochs of each participant; each takes two messages. */
final class EpochCounts implements ExchangeObserver {
  private final AtomicLongArray counts;

  EpochCounts(int participants) {
    this.counts = new AtomicLongArray(participants);
  }

  @Override
  public void granted(int participant, Epoch epoch) {
    // The clock is the only one that writes.
    counts.setRelease(participant, counts.getPlain(participant) + 1);
  }

  Map<String, Long> byName(ExchangePlan plan) {
    Map<String, Long> byName = new LinkedHashMap<>();
    for (int i = 0; i < counts.length(); i++) {
      byName.put(plan.participants().get(i).name(), counts.getAcquire(i));
    }
    return byName;
  }
}
