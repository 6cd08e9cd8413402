package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final String HEAD = "name = x, dt = 0.1 ms, duration = 1 s\n";
  private static final String SILENT = "{ size = 1, model { type = spike-list, times = [] } }";

  private static List<String> order(String text, String... sets) {
    return Small.read(HEAD + text, sets).topology().populations().stream()
        .map(population -> population.name())
        .toList();
  }

  @Test
  void shouldKeepTheOrderOfTheFileWhateverTheLayout() {
    Random random = new Random(11);
    for (int trial = 0; trial < 200; trial++) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        names.add((char) ('A' + random.nextInt(26)) + "x" + i);
      }
      Collections.shuffle(names, random);
      StringBuilder text = new StringBuilder("populations {");
      for (String name : names) {
        String key = random.nextBoolean() ? name : '"' + name + '"';
        String assign = random.nextBoolean() ? " = " : random.nextBoolean() ? "\n" : "";
        text.append(key).append(assign.isBlank() ? " " : assign);
        text.append(random.nextBoolean() ? SILENT : SILENT.replace(",", "\n"));
        text.append(random.nextBoolean() ? ", # a, { \" b\n" : random.nextBoolean() ? "," : "\n");
      }
      assertThat(order(text.append('}').toString())).isEqualTo(names);
    }
  }

  @Test
  void shouldTakeTheFirstPlaceOfANameThatIsWrittenTwice() {
    assertThat(
            order(
                "populations { B "
                    + SILENT
                    + ", A "
                    + SILENT
                    + " }\n"
                    + "populations.C = "
                    + SILENT
                    + "\npopulations { A { size = 2 } }\n"
                    + "populations.B.size = 3"))
        .containsExactly("B", "A", "C");
  }

  @Test
  void shouldOrderWhatSubstitutionsBring() {
    assertThat(
            order(
                "populations { Z "
                    + SILENT
                    + ", Y = ${populations.Z}, X = ${populations.Z} { size ="
                    + " 2 }, A = ${populations.Y} }"))
        .containsExactly("Z", "Y", "X", "A");
  }

  @Test
  void shouldAppendWhatOverridesBring() {
    assertThat(
            order(
                "populations { M " + SILENT + ", K " + SILENT + " }",
                "populations.B=" + SILENT,
                "populations.M=" + SILENT,
                "populations.A=" + SILENT))
        .containsExactly("M", "K", "B", "A");
    assertThat(
            order(
                "populations { M " + SILENT + " }",
                "populations={ Q " + SILENT + ", M " + SILENT + ", P " + SILENT + " }"))
        .containsExactly("M", "Q", "P");
  }

  @Test
  void shouldKeepTheOrderOfProjectionsAndProbes() {
    assertThat(Small.read(Small.TEXT).topology().projections())
        .extracting(projection -> projection.name())
        .containsExactly("PF-PKJ", "CF-PKJ", "PKJ-IO", "IO-IO", "GO-IO");
    String text =
        Small.with(
            "IO { cells = [0, 1], every = 1 ms }",
            "PKJ { cells = [0], every = 1 ms }, IO { cells = [0, 1], every = 1 ms }");
    assertThat(Small.read(text).topology().recording().states())
        .extracting(probe -> probe.population() + " " + probe.variable())
        .containsExactly("PKJ V_m", "IO V_m", "PKJ G_PF-PKJ");
  }

  @Test
  void shouldGiveTheSameTextWhenTheResolvedTextIsReadAgain() {
    ReadResult first = Small.read(Small.TEXT, "seed=9", "populations.Zz=" + SILENT);
    ReadResult second = Small.read(first.resolvedHocon());
    assertThat(second.topology()).isEqualTo(first.topology());
    assertThat(second.resolvedHocon()).isEqualTo(first.resolvedHocon());
    assertThat(second.sha256()).isEqualTo(first.sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void shouldHashWhatIsMeantAndNotHowItIsLaidOut() {
    String hash = Small.read(Small.TEXT).sha256();
    String other = "# comment\n" + Small.TEXT.replace("seed = 3\n", "").replace("  ", " ");
    assertThat(Small.read(other + "\nseed : 3").sha256()).isEqualTo(hash);
    assertThat(Small.read(Small.TEXT, "seed=4").sha256()).isNotEqualTo(hash);
    String swapped = HEAD + "populations { B " + SILENT + ", A " + SILENT + " }";
    String straight = HEAD + "populations { A " + SILENT + ", B " + SILENT + " }";
    assertThat(Small.read(swapped).sha256()).isNotEqualTo(Small.read(straight).sha256());
  }

  @Test
  void shouldLeaveStringsAndCommentsAlone() {
    for (String text :
        List.of(
            "a = \"x, { y\", b = \"\\\"{,\" // {,\nc = \"\"\"q, { \" \"\"\"\", d = [1, 2,3]",
            "a = ${?x}, b { c = 1, d { e = 2 } }\r\nf = http, # ,{\n",
            "\"k{,\" = 1,\n\n\"l\" = [\n1,\n2\n],m=\"unterminated",
            "\"\"\"never closed { , ")) {
      SourceText source = new SourceText("t", 0, true, text);
      assertThat(source.rewritten().replace("\n", "")).isEqualTo(text.replace("\n", ""));
    }
    SourceText source =
        new SourceText("t", 0, true, "a = \"\"\"q, \"\"\"\", b = \"x, y\"\nc = 1, d = 2");
    assertThat(source.rewritten().split("\n"))
        .containsExactly("a = \"\"\"q, \"\"\"\",", " b = \"x, y\"", "c = 1,", " d = 2");
    assertThat(source.originalLine(2)).isEqualTo(1);
    assertThat(source.originalLine(4)).isEqualTo(2);
  }
}
