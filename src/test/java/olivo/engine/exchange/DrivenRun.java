package olivo.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import olivo.device.layout.Slice;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import olivo.model.Topology;

/**
 * Plays all participants of a random network against a scheduler: keeps grants for a while, reports
 * them back in an order of its own, and checks everything that it is handed.
 */
final class DrivenRun {
  private static final double SPIKES_PER_STEP = 0.15;
  private static final long CELLS = 1 << 10;

  /** Which of the outstanding grants is reported next. */
  interface Choice {
    int next(List<Integer> outstanding, Random random);
  }

  private record Grant(Epoch epoch, Inbound inbound) {}

  final RandomNetwork network;
  final ExchangePlan plan;
  final Scheduler scheduler;
  private final Random random;
  private final Choice choice;
  private final int concurrency;
  private final TreeMap<Integer, Grant> outstanding = new TreeMap<>();
  private final long[] progress;
  private final long[] grantedEnd;
  private final int[] longestEpoch;

  /** Emitted spikes as step x cells + cell, by population. */
  private final Map<String, TreeSet<Long>> emitted = new TreeMap<>();

  /** What each port was handed, as due step x cells + cell. */
  private final Map<String, List<Long>> delivered = new TreeMap<>();

  private final List<Sample.States> sampled = new ArrayList<>();
  private final List<Sample> recordedSamples = new ArrayList<>();
  private boolean stopped;
  private int abandoned = -1;
  int reports;

  DrivenRun(RandomNetwork network, long seed, Choice choice) {
    this.network = network;
    this.plan = network.plan;
    this.concurrency = 1 + (int) (seed % (plan.participants().size() + 1));
    this.scheduler = new Scheduler(plan, concurrency);
    this.random = new Random(seed);
    this.choice = choice;
    this.progress = new long[plan.participants().size()];
    this.grantedEnd = new long[progress.length];
    this.longestEpoch = new int[progress.length];
    network.topology.populations().forEach(p -> emitted.put(p.name(), new TreeSet<>()));
  }

  void start() {
    scheduler.start(this::grant);
  }

  /** Reports a grant back; false if none is outstanding. */
  boolean step() {
    assertThat(scheduler.outstanding()).containsExactlyElementsOf(outstanding.keySet());
    assertThat(scheduler.isIdle()).isEqualTo(outstanding.isEmpty());
    if (outstanding.isEmpty()) {
      return false;
    }
    assertThat(scheduler.isFinished()).isFalse();
    int participant = choice.next(List.copyOf(outstanding.keySet()), random);
    Grant grant = outstanding.remove(participant);
    progress[participant] = grant.epoch().endStep();
    reports++;
    scheduler.advanced(participant, grant.epoch(), result(participant, grant.epoch()), this::grant);
    assertMemoryIsBounded(participant);
    return true;
  }

  void stop() {
    stopped = true;
    scheduler.stop(this::grant);
  }

  void abandon(int participant) {
    stopped = true;
    abandoned = participant;
    outstanding.remove(participant);
    scheduler.abandon(participant, this::grant);
  }

  List<Integer> outstanding() {
    return List.copyOf(outstanding.keySet());
  }

  /** The step up to which all but the recorder have come. */
  long commonProgress() {
    return Arrays.stream(progress, 0, plan.recorder()).min().orElseThrow();
  }

  long progress(int participant) {
    return progress[participant];
  }

  private void grant(int participant, Epoch epoch, Inbound inbound) {
    String name = plan.participants().get(participant).name() + " " + epoch;
    assertThat(outstanding).as(name).doesNotContainKey(participant);
    assertThat(participant).as(name).isNotEqualTo(abandoned);
    assertThat(epoch.firstStep()).as(name).isEqualTo(progress[participant]);
    assertThat(epoch.endStep()).as(name).isLessThanOrEqualTo(plan.runSteps());
    int quantum = plan.participants().get(participant).quantumSteps();
    if (stopped) {
      assertThat(participant).as(name).isEqualTo(plan.recorder());
      assertThat(epoch.endStep()).as(name).isEqualTo(commonProgress());
    } else {
      assertThat(epoch.steps())
          .as(name)
          .isLessThanOrEqualTo(Math.max(plan.maxEpochSteps(), quantum));
      assertThat(epoch.endStep() % quantum == 0 || epoch.endStep() == plan.runSteps())
          .as(name)
          .isTrue();
    }
    for (Precedence precedence : plan.precedences()) {
      if (precedence.after() == participant) {
        assertThat(epoch.endStep())
            .as("%s %s", name, precedence)
            .isLessThanOrEqualTo(progress[precedence.before()] + precedence.lagSteps());
      }
    }
    outstanding.put(participant, new Grant(epoch, inbound));
    assertThat(outstanding).hasSizeLessThanOrEqualTo(concurrency);
    grantedEnd[participant] = epoch.endStep();
    longestEpoch[participant] = Math.max(longestEpoch[participant], epoch.steps());
    assertThat(inbound.ports()).as(name).hasSize(plan.participants().get(participant).ports());
    for (RandomNetwork.Feed feed : network.feeds()) {
      if (feed.participant() == participant) {
        deliver(feed, epoch, inbound);
      }
    }
    if (participant == plan.recorder()) {
      for (Sample sample : inbound.samples()) {
        assertThat(sample.step()).isBetween(epoch.firstStep(), epoch.endStep() - 1);
        recordedSamples.add(sample);
      }
    } else {
      assertThat(inbound.samples()).as(name).isEmpty();
    }
  }

  private void deliver(RandomNetwork.Feed feed, Epoch epoch, Inbound inbound) {
    List<Long> port = delivered.computeIfAbsent(key(feed), k -> new ArrayList<>());
    for (SpikeWindow window : inbound.port(feed.port())) {
      assertThat(window.firstStep() + feed.lagSteps()).isGreaterThanOrEqualTo(epoch.firstStep());
      assertThat(window.endStep() + feed.lagSteps()).isLessThanOrEqualTo(epoch.endStep());
      for (long step = window.firstStep(); step < window.endStep(); step++) {
        for (int i = window.batch().begin(step); i < window.batch().end(step); i++) {
          port.add((step + feed.lagSteps()) * CELLS + window.batch().cell(i));
        }
      }
    }
  }

  private static String key(RandomNetwork.Feed feed) {
    return feed.participant() + "/" + feed.port();
  }

  /**
   * Asserts that every spike due in the epochs granted to a participant came to it exactly once.
   */
  void assertEverySpikeDeliveredOnce() {
    for (RandomNetwork.Feed feed : network.feeds()) {
      List<Long> due =
          emitted.get(feed.from()).stream()
              .map(spike -> spike + feed.lagSteps() * CELLS)
              .filter(spike -> spike < grantedEnd[feed.participant()] * CELLS)
              .toList();
      List<Long> got = new ArrayList<>(delivered.getOrDefault(key(feed), List.of()));
      got.sort(Long::compare);
      assertThat(got).as("%s", feed).isEqualTo(due);
    }
  }

  /**
   * Asserts that the recorder got every sample before its progress, each participant's in order.
   */
  void assertEverySampleRecordedOnce() {
    List<Sample.States> due =
        sampled.stream().filter(s -> s.step() < grantedEnd[plan.recorder()]).toList();
    assertThat(recordedSamples).containsExactlyInAnyOrderElementsOf(due);
    long[] last = new long[progress.length];
    for (Sample sample : recordedSamples) {
      int probe = ((Sample.States) sample).probe();
      assertThat(sample.step()).isGreaterThanOrEqualTo(last[probe]);
      last[probe] = sample.step();
    }
  }

  private EpochResult result(int participant, Epoch epoch) {
    Participant who = plan.participants().get(participant);
    List<Sample> samples = new ArrayList<>();
    if (participant != plan.recorder()) {
      for (long step = epoch.firstStep(); step < epoch.endStep(); step++) {
        if (step % 7 == 0) {
          Sample.States sample = new Sample.States(participant, 0, step, new float[0]);
          samples.add(sample);
          sampled.add(sample);
        }
      }
    }
    List<Slice> slices = slicesOf(who);
    if (slices.isEmpty()) {
      return new EpochResult(SpikeBatch.silent(epoch), samples);
    }
    int first = slices.get(0).firstCell();
    int end = slices.get(slices.size() - 1).endCell();
    TreeSet<Long> spikes = emitted.get(slices.get(0).name());
    int[] offsets = new int[epoch.steps() + 1];
    int[] cells = new int[epoch.steps() * (end - first)];
    int size = 0;
    for (int i = 0; i < epoch.steps(); i++) {
      for (int cell = first; cell < end; cell++) {
        if (random.nextDouble() < SPIKES_PER_STEP) {
          cells[size++] = cell;
          spikes.add((epoch.firstStep() + i) * CELLS + cell);
        }
      }
      offsets[i + 1] = size;
    }
    return new EpochResult(new SpikeBatch(epoch, offsets, Arrays.copyOf(cells, size)), samples);
  }

  private static List<Slice> slicesOf(Participant participant) {
    if (participant instanceof Participant.Source source) {
      return List.of(source.layout().slice());
    } else if (participant instanceof Participant.Neurons neurons) {
      return List.of(neurons.layout().slice());
    } else if (participant instanceof Participant.Coupled coupled) {
      return coupled.slices().stream().map(layout -> layout.slice()).toList();
    }
    return List.of();
  }

  /**
   * What is kept of a participant reaches from what its slowest consumer still needs to its own
   * progress, and a precedence bounds the distance between the two.
   */
  private void assertMemoryIsBounded(int participant) {
    Topology topology = network.topology;
    long bound = 0;
    for (Route route : plan.routes()) {
      if (route.from() == participant) {
        bound = Math.max(bound, route.lagSteps() + mostAhead(participant, route.to()));
      }
    }
    SpikeLine line = scheduler.line(participant);
    assertThat(line.endStep() - line.firstStep())
        .as("spikes kept of %s in %s", plan.participants().get(participant).name(), topology.name())
        .isLessThanOrEqualTo(bound + longestEpoch[participant]);
    if (participant != plan.recorder()) {
      assertThat(7L * scheduler.waitingSamples(participant))
          .isLessThanOrEqualTo(mostAhead(participant, plan.recorder()) + 7);
    }
  }

  private long mostAhead(int participant, int consumer) {
    return plan.precedences().stream()
        .filter(p -> p.before() == consumer && p.after() == participant)
        .mapToLong(Precedence::lagSteps)
        .min()
        .orElseThrow();
  }
}
