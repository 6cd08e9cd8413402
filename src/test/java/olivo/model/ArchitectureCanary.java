package olivo.model;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.util.Random;
import olivo.engine.exchange.Scheduler;
import org.apache.pekko.actor.typed.ActorRef;

/** Does what no class of its room may do, to show that the rules of the rooms are looked at. */
public final class ArchitectureCanary implements Serializable {
  private static final long serialVersionUID = 1L;

  private ArchitectureCanary() {}

  static void sing(Config config, ActorRef<Integer> actor, Scheduler scheduler) {
    System.out.println(config.root());
    actor.tell(new Random().nextInt());
    if (scheduler.isIdle()) {
      System.exit(1);
    }
  }
}
