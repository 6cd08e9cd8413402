package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference of the language names everything that the reader accepts. */
class ReferenceTest {
  private static final Pattern ACCEPTED = Pattern.compile("accepted: (.*)$");
  private static final Pattern WORDS = Pattern.compile("needs [^:]*: (.*)$");

  private static String reference() throws IOException {
    return Files.readString(Path.of("docs/topology.md"));
  }

  /** Puts an unknown key into every object and collects the keys that the answers accept. */
  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (String topology : List.of(Small.TEXT, General.TEXT, Session.TEXT)) {
      String text = topology.replaceAll("(?<!\\$)\\{", "{ zzzzzzzz = 1, ") + "\nzzzzzzzz = 1\n";
      text = text.replace("rule = one-to-one", "rule { type = one-to-one, zzzzzzzz = 1 }");
      for (LocatedProblem problem : Small.problems(text)) {
        Matcher matcher = ACCEPTED.matcher(problem.message());
        if (problem.message().startsWith("unknown key") && matcher.find()) {
          keys.addAll(Arrays.asList(matcher.group(1).split(", ")));
        }
      }
    }
    // The names that the topologies themselves give.
    keys.removeAll(Set.of("none", "zzzzzzzz", "PF-PKJ", "PKJ", "IO", "PF", "CS", "US"));
    return keys;
  }

  @Test
  void shouldMentionEveryKey() throws IOException {
    Set<String> keys = keys();
    assertThat(keys)
        .contains("dt", "size", "C_m", "times", "indegree", "offsets", "tau", "ltp-window", "low")
        .contains("tau_plus", "a_minus", "dependence", "degree", "pairs")
        .contains("every", "projection", "cells", "isi_cv", "fraction_at_bounds", "graph")
        .contains(
            "trains", "currents", "last-cell", "outdegree", "probability", "number", "outside")
        .contains("stimuli", "current", "session", "blocks", "onset", "length", "from", "until")
        .hasSizeGreaterThan(85);
    for (String key : keys) {
      assertThat(reference()).contains("`" + key + "`");
    }
  }

  @Test
  void shouldMentionEveryTypeAndWord() throws IOException {
    for (String mistake :
        new String[] {
          "populations.PF.model.type=q",
          "projections.PF-PKJ.rule=q",
          "projections.PF-PKJ.synapse.type=q",
          "plasticity.B.type=q",
          "plasticity.B={type=stdp,tau_plus=1 ms,tau_minus=1 ms,dependence=q,a_plus=1,a_minus=1,"
              + "w_init=1,w_min=0,w_max=2}",
          "drives={D={type=q}}",
          "populations.PKJ.model.integration=q",
          "populations.PKJ.model.I_e={type=normal,mean=1 pA,sd=1 pA,outside=q}",
          "populations.PKJ.model.I_e.type=q",
          "gap-junctions.IO.graph=q",
          "delay-rounding=q",
          "stimuli={Q={type=q}}",
          "record.spikes=q"
        }) {
      Matcher matcher = WORDS.matcher(Small.problems(Small.TEXT, mistake).get(0).message());
      assertThat(matcher.find()).as(mistake).isTrue();
      for (String word : matcher.group(1).split(", ")) {
        assertThat(reference()).contains("`" + word + "`");
      }
    }
  }

  @Test
  void shouldMentionEveryUnit() throws IOException {
    for (Dimension dimension : Dimension.values()) {
      String units = dimension.accepted().replaceFirst("^.* in ", "").replace(" or ", ", ");
      for (String unit : units.split(", ")) {
        assertThat(reference()).contains("`" + unit + "`");
      }
    }
  }

  @Test
  void shouldShowATopologyThatCanBeRead() throws IOException {
    Matcher example =
        Pattern.compile("```hocon\n(name = .*?)```", Pattern.DOTALL).matcher(reference());
    assertThat(example.find()).isTrue();
    assertThat(Small.read(example.group(1)).warnings()).isEmpty();
  }
}
