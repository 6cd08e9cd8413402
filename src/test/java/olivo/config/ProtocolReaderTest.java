package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import olivo.model.CellRange;
import olivo.model.Protocol;
import olivo.model.Protocol.Presentation;
import olivo.model.Protocol.Trial;
import olivo.model.Recording;
import olivo.model.Stimulus;
import olivo.model.TimeWindow;
import olivo.model.Topology;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProtocolReaderTest {
  private static Topology read(String... sets) {
    return Small.read(Session.TEXT, sets).topology();
  }

  @Test
  void shouldReadStimuli() {
    List<Stimulus> stimuli = read().protocol().stimuli();
    assertThat(stimuli).extracting(Stimulus::name).containsExactly("CS", "US");
    assertThat(stimuli.get(0)).isInstanceOf(Stimulus.Rate.class);
    assertThat(stimuli.get(0).cells().rangesIn(100)).containsExactly(new CellRange(10, 30));
    assertThat(((Stimulus.Current) stimuli.get(1)).currentPa()).isEqualTo(300);
    assertThat(stimuli.get(1).cells().rangesIn(6))
        .containsExactly(new CellRange(0, 2), new CellRange(4, 5));
    assertThat(stimuli.get(1).cells().countIn(6)).isEqualTo(3);
  }

  @Test
  void shouldUnrollBlocksInTheOrderOfTheSession() {
    List<Trial> trials = read().trials();
    assertThat(trials).hasSize(2 * 10 + 3 + 4 + 2);
    assertThat(trials.subList(0, 10)).extracting(Trial::type).endsWith("paired", "cs-alone");
    assertThat(trials.subList(0, 9)).extracting(Trial::type).containsOnly("paired");
    assertThat(trials).extracting(Trial::block).startsWith("acquisition").endsWith("rest");
    assertThat(trials.get(23).block()).isEqualTo("extinction/rest");
    assertThat(trials.get(20).block()).isEmpty();
    assertThat(trials)
        .extracting(Trial::blockNumber)
        .containsSubsequence(1, 2, 3, 4, 5)
        .startsWith(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2)
        .endsWith(3, 3, 3, 4, 4, 4, 4, 5, 5);
  }

  @Test
  void shouldPlaceTrialsOneAfterTheOther() {
    List<Trial> trials = read().trials();
    long from = 1000;
    for (Trial trial : trials) {
      assertThat(trial.fromStep()).isEqualTo(from);
      assertThat(trial.endStep() - from).isEqualTo(trial.type().equals("paired") ? 500 : 400);
      long onset = from + (trial.type().equals("paired") ? 100 : 0);
      assertThat(trial.presentations())
          .contains(
              new Presentation(
                  "CS", onset, trial.endStep() - (trial.type().equals("paired") ? 100 : 0)));
      from = trial.endStep();
    }
  }

  @Test
  void shouldDrawWhatIsPresentedFromTheSeed() {
    String[] many = {"duration=100 s", "protocol.session=[{ paired = 1000 }]"};
    List<Trial> trials = read(many).trials();
    long shown = trials.stream().filter(trial -> trial.presentations().size() == 2).count();
    // Within four standard errors of a half.
    assertThat(shown).isBetween(500L - 64, 500L + 64);
    assertThat(read(many).trials()).isEqualTo(trials);
    assertThat(read(many[0], many[1], "seed=4").trials()).isNotEqualTo(trials);
    String us = "protocol.trials.paired.US.probability=";
    assertThat(read(many[0], many[1], us + "0").trials())
        .allMatch(trial -> trial.presentations().size() == 1);
    assertThat(read(many[0], many[1], us + "1").trials())
        .allMatch(trial -> trial.presentations().size() == 2);
  }

  @Test
  void shouldReadTheSameAgainFromItsResolvedText() {
    ReadResult read = Small.read(Session.TEXT);
    ReadResult again = Small.read(read.resolvedHocon());
    assertThat(again.topology()).isEqualTo(read.topology());
    assertThat(again.resolvedHocon()).isEqualTo(read.resolvedHocon());
  }

  @Test
  void shouldNeedNoProtocolBesideStimuli() {
    Protocol protocol = read("protocol=null").protocol();
    assertThat(protocol.stimuli()).hasSize(2);
    assertThat(protocol.isEmpty()).isTrue();
    assertThat(read("protocol=null", "stimuli=null").protocol()).isEqualTo(Protocol.NONE);
  }

  @Test
  void shouldWorkWithInterventionsThatLeaveItAsItIs() {
    String at = "interventions=[{ at = 1 s, scale { populations.PF.model.rate = 0.5 } }]";
    Topology topology = read(at);
    assertThat(topology.stages().get(0).topology().protocol()).isEqualTo(topology.protocol());
    for (String fixed : List.of("stimuli.US.current = 3 pA", "protocol.from = 1 ms")) {
      String change = "interventions=[{ at = 1 s, set { " + fixed + " } }]";
      List<LocatedProblem> problems = Small.problems(Session.TEXT, change);
      assertThat(problems).hasSize(1);
      assertThat(problems.get(0).message()).contains("cannot change in the middle of a run");
    }
  }

  @Test
  void shouldReadWhatIsRecordedInPart() {
    Recording recording = read().recording();
    Recording.SpikeProbe pf = recording.spikesOf("PF").orElseThrow();
    assertThat(pf.cells().rangesIn(100)).containsExactly(new CellRange(50, 100));
    assertThat(pf.window()).isEqualTo(new TimeWindow(1000, Double.POSITIVE_INFINITY));
    Recording.SpikeProbe io = recording.spikesOf("IO").orElseThrow();
    assertThat(io.cells().countIn(6)).isEqualTo(3);
    assertThat(io.window()).isEqualTo(new TimeWindow(0, 1500));
    assertThat(recording.spikesOf("GO")).isEmpty();
    assertThat(recording.states().get(0).window()).isEqualTo(new TimeWindow(100.5, 200));
    assertThat(read("record.spikes=all").recording().spikes()).hasSize(3);
    assertThat(read("record.spikes={ GO {} }").recording().spikes())
        .containsExactly(new Recording.SpikeProbe("GO"));
  }

  @TestFactory
  Stream<DynamicTest> shouldLocateTheMistake() {
    String session = "[{ acquisition = 2 }, { cs-alone = 3 }, extinction, rest]";
    String blocks = "protocol.blocks.";
    String cs = "CS { onset = 10 ms, length = 30 ms }";
    String onset = "protocol.trials.paired.CS";
    return Stream.of(
            Mistake.of(
                "type = rate, of", "type = rat, of", "stimuli.CS.type", "did you mean 'rate'?"),
            Mistake.of("of = PF", "of = PX", "stimuli.CS.of", "got 'PX'; needs a population"),
            Mistake.of(
                "of = PF", "of = IO", "stimuli.CS.of", "sources with a rate, and IO is none"),
            Mistake.of(
                "of = PF", "of = GO", "stimuli.CS.of", "sources with a rate, and GO is none"),
            Mistake.of("rate = 60 Hz", "rate = -1 Hz", "stimuli.CS.rate", "must be 0 or more"),
            Mistake.of(
                "rate = 60 Hz", "rate = 11 kHz", "stimuli.CS.rate", "more than one spike in"),
            Mistake.of("rate = 60 Hz", "rate = 60 mV", "stimuli.CS.rate", "needs a rate"),
            Mistake.of("rate = 60 Hz", "rat = 60 Hz, rate = 1 Hz", "stimuli.CS.rat", "unknown key"),
            Mistake.of("last-cell = 29", "last-cell = 100", "stimuli.CS.last-cell", "0 to 99"),
            Mistake.of(
                "last-cell = 29", "last-cell = 9", "stimuli.CS.last-cell", "before first-cell"),
            Mistake.of("last-cell = 29", "cells = [3]", "stimuli.CS.first-cell", "beside cells"),
            Mistake.of("to = IO, cells", "to = PF, cells", "stimuli.US.to", "PF is a source"),
            Mistake.of("[0, 1, 4]", "[0, 4, 1]", "stimuli.US.cells", "ascending and distinct"),
            Mistake.of("[0, 1, 4]", "[0, 6]", "stimuli.US.cells", "0 to 5, got 6"),
            Mistake.of("[0, 1, 4]", "[]", "stimuli.US.cells", "at least one cell"),
            Mistake.of(
                "from = 100 ms\n", "from = 0.05 ms\n", "protocol.from", "whole number of steps"),
            Mistake.of("from = 100 ms\n", "from = -1 ms\n", "protocol.from", "0 or more"),
            Mistake.of(
                "duration = 50 ms",
                "duration = 50.01 ms",
                "protocol.trials.paired.duration",
                "whole number"),
            Mistake.of("duration = 50 ms", "", "protocol.trials.paired.duration", "is missing")
                .at("paired {"),
            Mistake.of(
                cs,
                "CSS { onset = 10 ms, length = 30 ms }",
                "protocol.trials.paired.CSS",
                "did you mean 'CS'?"),
            Mistake.of(
                cs,
                "CS { onset = 10 ms, length = 41 ms }",
                onset,
                "must lie within the trial of 50 ms, got an end at 51 ms"),
            Mistake.of(
                cs,
                "CS { onset = 10.05 ms, length = 3 ms }",
                onset + ".onset",
                "whole number of steps"),
            Mistake.of(cs, "CS { onset = -1 ms, length = 3 ms }", onset + ".onset", "0 or more"),
            Mistake.of(cs, "CS { onset = 1 ms, length = 0 ms }", onset + ".length", "above 0"),
            Mistake.of(cs, "CS { onset = 1 ms }", onset + ".length", "is missing"),
            Mistake.of(cs, "CS = 3", onset, "needs an object"),
            Mistake.of(
                "probability = 0.5",
                "probability = 1.5",
                "protocol.trials.paired.US.probability",
                "between 0 and 1"),
            Mistake.of(
                "probability = 0.5",
                "percent = 50",
                "protocol.trials.paired.US.percent",
                "unknown key"),
            Mistake.of(
                "[{ paired = 9 }, cs-alone]",
                "[{ pared = 9 }, cs-alone]",
                blocks + "acquisition[0]",
                "did you mean 'paired'?"),
            Mistake.of(
                "[{ paired = 9 }, cs-alone]",
                "[{ paired = 9.5 }]",
                blocks + "acquisition[0]",
                "needs a whole number"),
            Mistake.of(
                "[{ paired = 9 }, cs-alone]",
                "[{ paired = 0 }]",
                blocks + "acquisition[0]",
                "from 1 to"),
            Mistake.of(
                "[{ paired = 9 }, cs-alone]",
                "[{ paired = 9, cs-alone = 1 }]",
                blocks + "acquisition[0]",
                "got an object of 2 names"),
            Mistake.of("[{ paired = 9 }, cs-alone]", "[]", blocks + "acquisition", "is empty"),
            Mistake.of(
                    "[{ paired = 9 }, cs-alone]",
                    "3",
                    blocks + "acquisition",
                    "needs a list of trials")
                .at("acquisition = 3"),
            Mistake.of(
                    "[{ cs-alone = 2 }]",
                    "[{ extinction = 2 }]",
                    blocks + "extinction[0]",
                    "contains itself")
                .at("extinction = [{ rest = 2 }]"),
            Mistake.of(
                "[{ rest = 2 }]",
                "[extinction]",
                blocks + "extinction[0]",
                "contains itself: extinction > extinction"),
            Mistake.of(
                "rest = [{ cs-alone = 2 }]",
                "rest = [cs-alone], paired = [cs-alone]",
                blocks + "paired",
                "is the name of a trial"),
            Mistake.of(
                session, "[acquisitoin]", "protocol.session[0]", "did you mean 'acquisition'?"),
            Mistake.of(
                session,
                "[{ acquisition = 5 }]",
                "protocol.session",
                "ends at 2.55 s, after the duration of 2 s"),
            Mistake.of(
                session,
                "[{ acquisition = 100000 }]",
                "protocol.session",
                "has more than 100000 trials"),
            Mistake.of("session = " + session, "", "protocol.session", "is missing")
                .at("protocol {"),
            Mistake.of(
                "last-cell = 99", "last-cell = 100", "record.spikes.PF.last-cell", "0 to 99"),
            Mistake.of(
                "from = 1 s", "from = 1.00005 s", "record.spikes.PF.from", "whole number of steps"),
            Mistake.of(
                "IO { cells = [1, 2, 5], until",
                "OI { until",
                "record.spikes.OI",
                "accepted: PF, GO, IO"),
            Mistake.of("until = 1.5 s", "until = 0 s", "record.spikes.IO.until", "above 0"),
            Mistake.of(
                "from = 100.5 ms, until = 200 ms",
                "from = 200 ms, until = 200 ms",
                "record.potentials.IO.until",
                "must lie after from of 200 ms"),
            Mistake.of("CS { type", "duration { type", "stimuli.duration", "needs another name"),
            Mistake.of("CS { type", "3CS { type", "stimuli.3CS", "is not a name"))
        .map(
            mistake ->
                DynamicTest.dynamicTest(
                    mistake.path() + ": " + mistake.message(), () -> check(mistake)));
  }

  private static void check(Mistake mistake) {
    String text = Small.with(Session.TEXT, mistake.find(), mistake.replacement());
    List<LocatedProblem> problems = Small.problems(text);
    LocatedProblem found =
        problems.stream().filter(p -> p.path().equals(mistake.path())).findFirst().orElse(null);
    assertThat(found).as(problems.toString()).isNotNull();
    assertThat(found.message()).contains(mistake.message());
    String anchor = mistake.anchor().strip();
    if (!anchor.isEmpty()) {
      assertThat(found.line()).isEqualTo(Small.lineOf(text, anchor));
    }
    // Nothing but the mistake, and what follows of a name that is not there any more.
    boolean renamed = mistake.path().startsWith("stimuli.3") || mistake.path().endsWith("duration");
    assertThat(problems).as(problems.toString()).hasSizeLessThanOrEqualTo(renamed ? 3 : 1);
  }

  @Test
  void shouldReportAllMistakesAtOnce() {
    String text =
        Session.TEXT
            .replace("of = PF", "of = PX")
            .replace("onset = 35 ms", "onset = 35 mV")
            .replace("[{ rest = 2 }]", "[{ resd = 2 }]")
            .replace("from = 1 s", "from = 1 Hz");
    assertThat(Small.problems(text))
        .extracting(LocatedProblem::path)
        .containsExactlyInAnyOrder(
            "stimuli.CS.of",
            "protocol.trials.paired.US.onset",
            "protocol.blocks.extinction[0]",
            "record.spikes.PF.from");
  }
}
