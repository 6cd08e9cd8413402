package olivo;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Who may know whom, and which library is used where. */
final class Rooms {
  private static final String PEKKO = "org.apache.pekko..";
  private static final String SLF4J = "org.slf4j..";
  private static final String HDR = "org.HdrHistogram..";
  private static final String GSON = "com.google.gson..";

  /** What each room may see beside itself and the JDK. */
  private static final Map<String, List<String>> MAY_SEE = new LinkedHashMap<>();

  static {
    room("olivo.model");
    room("olivo.config", "olivo.model", "com.typesafe.config..", "io.jhdf..");
    room("olivo.device.layout", "olivo.model");
    room("olivo.device", "olivo.model", "olivo.device.layout");
    room("olivo.device.jvm", "olivo.model", "olivo.device", "olivo.device.layout");
    room(
        "olivo.device.opencl", "olivo.model", "olivo.device", "olivo.device.layout", "org.lwjgl..");
    room("olivo.engine.threads");
    room("olivo.engine.protocol", "olivo.model", "olivo.engine.threads", PEKKO);
    room(
        "olivo.engine.exchange",
        "olivo.model",
        "olivo.device",
        "olivo.device.layout",
        "olivo.engine.protocol");
    room(
        "olivo.engine",
        "olivo.model",
        "olivo.device",
        "olivo.device.layout",
        "olivo.engine.exchange",
        "olivo.engine.protocol",
        "olivo.engine.threads",
        "com.typesafe.config..",
        PEKKO,
        SLF4J);
    room(
        "olivo.plan",
        "olivo.model",
        "olivo.device",
        "olivo.device.layout",
        "olivo.engine.exchange",
        "olivo.latency");
    room("olivo.latency", "olivo.model", "olivo.engine.exchange", HDR);
    room("olivo.record.format", "olivo.model", GSON);
    room("olivo.record.sonata", "olivo.model", "olivo.record.format", "io.jhdf..");
    room("olivo.record.checkpoint", "olivo.model", "olivo.record.format", "io.jhdf..");
    room(
        "olivo.record",
        "olivo.model",
        "olivo.record.format",
        "olivo.record.checkpoint",
        "olivo.engine.protocol",
        "olivo.engine.threads",
        PEKKO,
        SLF4J,
        GSON,
        "org.apache.commons.compress..");
    room("olivo.analysis", "olivo.model", "olivo.record.format", "org.jfree..");
    room("olivo.bench", "olivo.model", "olivo.latency", GSON, HDR);
    room("olivo.bundle", "org.apache.commons.compress..");
    room(
        "olivo.campaign",
        "olivo.model",
        "olivo.config",
        "olivo.analysis",
        GSON,
        SLF4J,
        "org.apache.commons.csv..");
    room(
        "olivo.cli",
        "olivo..",
        PEKKO,
        SLF4J,
        GSON,
        "com.typesafe.config..",
        "picocli..",
        "ch.qos.logback..",
        HDR,
        "me.tongfei.progressbar..");
  }

  private Rooms() {}

  private static void room(String name, String... maySee) {
    MAY_SEE.put(name, List.of(maySee));
  }

  /** All rules. */
  static Stream<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    MAY_SEE.forEach((room, maySee) -> rules.add(seesOnly(room, maySee)));
    rules.add(
        classes()
            .that()
            .resideInAPackage("olivo..")
            .should()
            .resideInAnyPackage(MAY_SEE.keySet().toArray(String[]::new))
            .as("every class is in one of the rooms"));
    rules.addAll(manners());
    return rules.stream();
  }

  private static ArchRule seesOnly(String room, List<String> maySee) {
    List<String> packages = new ArrayList<>(maySee);
    packages.add(room);
    packages.add("java..");
    return classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages.toArray(String[]::new))
        .as(room + " sees only " + String.join(", ", packages))
        .allowEmptyShould(true);
  }

  private static List<ArchRule> manners() {
    return List.of(
        noClasses()
            .that(not(resideInAPackage("olivo.cli")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .as("only the command line prints and exits"),
        noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, ThreadLocalRandom.class, SplittableRandom.class)
            .orShould()
            .callMethod(Math.class, "random")
            .as("all chance is counter-based"),
        noClasses()
            .that(not(assignableTo(Throwable.class)))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                Serializable.class,
                Externalizable.class,
                ObjectInputStream.class,
                ObjectOutputStream.class)
            .as("nothing is serialized"));
  }
}
