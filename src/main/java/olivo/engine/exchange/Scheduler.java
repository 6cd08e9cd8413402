package olivo.engine.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeWindow;

/**
 * Grants epochs as soon as their inputs are known, and hands out the spikes due in them. Not
 * thread-safe.
 *
 * <p>Whoever drives it passes every grant to its participant, and reports back each result once, in
 * any order.
 */
public final class Scheduler {
  private static final long NONE = -1;

  private final ExchangePlan plan;
  private final int recorder;
  private final long[] progress;
  private final long[] grantedEnd;
  private final long[] limits;
  private final SpikeLine[] lines;
  private final Deliveries[] deliveries;
  private final Precedence[][] waitsFor;
  private final int[][] watchers;
  private final Route[][] inputs;
  private final Route[][] outputs;
  private final List<Queue<Sample>> samples = new ArrayList<>();
  private final boolean[] abandoned;
  private final int concurrency;
  private int outstanding;
  private long holdStep;
  private boolean stopping;

  /** A scheduler at step 0. */
  public Scheduler(ExchangePlan plan, int concurrency) {
    this(plan, concurrency, StartingPoint.ZERO);
  }

  /**
   * A scheduler at the beginning of a run or of what is left of it.
   *
   * @param concurrency how many grants may be outstanding at a time; while as many are, the epochs
   *     of the others grow, so that busy workers get long epochs
   * @param start where it begins
   */
  public Scheduler(ExchangePlan plan, int concurrency, StartingPoint start) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1, got " + concurrency);
    }
    this.plan = plan;
    this.concurrency = concurrency;
    this.recorder = plan.recorder();
    int n = plan.participants().size();
    this.progress = new long[n];
    this.grantedEnd = new long[n];
    this.limits = new long[n];
    this.holdStep = plan.runSteps();
    Arrays.fill(progress, start.step());
    Arrays.fill(grantedEnd, NONE);
    this.abandoned = new boolean[n];
    this.lines = new SpikeLine[n];
    this.deliveries = new Deliveries[n];
    this.waitsFor = new Precedence[n][];
    this.watchers = new int[n][];
    this.inputs = new Route[n][];
    this.outputs = new Route[n][];
    for (int i = 0; i < n; i++) {
      int self = i;
      lines[i] = start.lineOf(plan.participants().get(i));
      deliveries[i] = new Deliveries();
      samples.add(new ArrayDeque<>());
      waitsFor[i] =
          plan.precedences().stream().filter(p -> p.after() == self).toArray(Precedence[]::new);
      watchers[i] =
          plan.precedences().stream()
              .filter(p -> p.before() == self)
              .mapToInt(Precedence::after)
              .distinct()
              .toArray();
      inputs[i] = plan.routes().stream().filter(r -> r.to() == self).toArray(Route[]::new);
      outputs[i] = plan.routes().stream().filter(r -> r.from() == self).toArray(Route[]::new);
    }
  }

  /** Nobody goes beyond a step before {@link #goOn}; before the first grant. */
  public void holdAt(long step) {
    holdStep = step;
  }

  /** Whether everybody has reached the step to hold at, and that is before the end. */
  public boolean isHeld() {
    return !stopping
        && isIdle()
        && holdStep < plan.runSteps()
        && progress[recorder] == holdStep
        && commonProgress() == holdStep;
  }

  /** Lets everybody go on up to a later step. */
  public void goOn(long nextHoldStep, GrantSink sink) {
    holdStep = nextHoldStep;
    start(sink);
  }

  /** Grants whatever can begin. */
  public void start(GrantSink sink) {
    for (int i = 0; i < progress.length; i++) {
      limits[i] = limit(i);
    }
    grantLongest(sink);
  }

  /** As below, for those who do not ask when spikes were emitted. */
  public void advanced(int participant, Epoch epoch, EpochResult result, GrantSink sink) {
    advanced(participant, epoch, result, 0, sink);
  }

  /**
   * Takes the result of a grant, and grants what it makes possible.
   *
   * @param endedAtNs when the epoch was done, for {@link #deliveries}
   */
  public void advanced(
      int participant, Epoch epoch, EpochResult result, long endedAtNs, GrantSink sink) {
    if (grantedEnd[participant] != epoch.endStep() || progress[participant] != epoch.firstStep()) {
      throw new ProtocolViolation(
          nameOf(participant)
              + " reported "
              + epoch
              + (grantedEnd[participant] == NONE
                  ? " without a grant"
                  : " and was granted ["
                      + progress[participant]
                      + ", "
                      + grantedEnd[participant]
                      + ")"));
    }
    if (!result.spikes().epoch().equals(epoch)) {
      throw new ProtocolViolation(
          nameOf(participant) + " reported spikes of " + result.spikes().epoch() + " for " + epoch);
    }
    progress[participant] = epoch.endStep();
    grantedEnd[participant] = NONE;
    outstanding--;
    if (outputs[participant].length > 0) {
      lines[participant].append(result.spikes(), endedAtNs);
      lines[participant].forgetBefore(firstStepNeededFrom(participant));
    }
    samples.get(participant).addAll(result.samples());
    limits[participant] = limit(participant);
    for (int watcher : watchers[participant]) {
      limits[watcher] = limit(watcher);
    }
    grantLongest(sink);
  }

  /**
   * Lets nobody begin another epoch, but has everything recorded up to the step that all have
   * completed.
   */
  public void stop(GrantSink sink) {
    stopping = true;
    grantLongest(sink);
  }

  /**
   * A participant will never report again: the run stops, and what all have completed is recorded.
   */
  public void abandon(int participant, GrantSink sink) {
    if (grantedEnd[participant] != NONE) {
      grantedEnd[participant] = NONE;
      outstanding--;
    }
    abandoned[participant] = true;
    stop(sink);
  }

  /** Whether the run, or what a stop left of it, is complete and recorded. */
  public boolean isFinished() {
    return isIdle()
        && (abandoned[recorder]
            || progress[recorder] == (stopping ? commonProgress() : plan.runSteps()));
  }

  /** Whether no grant is outstanding. */
  public boolean isIdle() {
    return outstanding == 0;
  }

  /** Number of steps that a participant has completed. */
  public long progress(int participant) {
    return progress[participant];
  }

  /** What the last grant of a participant handed out; valid until its next one. */
  public Deliveries deliveries(int participant) {
    return deliveries[participant];
  }

  /** Positions of the participants whose results are outstanding. */
  public List<Integer> outstanding() {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < grantedEnd.length; i++) {
      if (grantedEnd[i] != NONE) {
        positions.add(i);
      }
    }
    return positions;
  }

  /** The spikes of a participant that somebody may still need. */
  SpikeLine line(int participant) {
    return lines[participant];
  }

  /** Number of samples of a participant that wait for the recorder. */
  int waitingSamples(int participant) {
    return samples.get(participant).size();
  }

  /** The epoch that a participant was granted and has not reported, if there is one. */
  public Optional<Epoch> underWay(int participant) {
    return grantedEnd[participant] == NONE
        ? Optional.empty()
        : Optional.of(new Epoch(progress[participant], grantedEnd[participant]));
  }

  private String nameOf(int participant) {
    return plan.participants().get(participant).name();
  }

  /** Grants epochs, the longest first, as many as may be outstanding. */
  private void grantLongest(GrantSink sink) {
    if (stopping) {
      if (isIdle() && !abandoned[recorder] && commonProgress() > progress[recorder]) {
        grant(recorder, commonProgress(), sink);
      }
      return;
    }
    while (outstanding < concurrency) {
      int longest = -1;
      long steps = 0;
      for (int i = 0; i < limits.length; i++) {
        if (grantedEnd[i] == NONE && limits[i] - progress[i] > steps) {
          longest = i;
          steps = limits[i] - progress[i];
        }
      }
      if (longest < 0) {
        return;
      }
      grant(longest, limits[longest], sink);
    }
  }

  private void grant(int participant, long end, GrantSink sink) {
    Epoch epoch = new Epoch(progress[participant], end);
    grantedEnd[participant] = end;
    outstanding++;
    sink.grant(participant, epoch, inbound(participant, epoch));
  }

  private long limit(int participant) {
    Participant who = plan.participants().get(participant);
    int quantum = who.quantumSteps();
    long end = Math.min(holdStep, progress[participant] + Math.max(plan.maxEpochSteps(), quantum));
    for (Precedence precedence : waitsFor[participant]) {
      // Who has reached the end of the run holds up nobody, not even those that stay behind.
      if (progress[precedence.before()] < plan.runSteps()) {
        end = Math.min(end, progress[precedence.before()] + precedence.lagSteps());
      }
    }
    return quantum == 1 || end == holdStep ? end : end - Math.floorMod(end, quantum);
  }

  private long commonProgress() {
    long common = Long.MAX_VALUE;
    for (int i = 0; i < progress.length; i++) {
      if (i != recorder) {
        common = Math.min(common, progress[i]);
      }
    }
    return common;
  }

  private long firstStepNeededFrom(int participant) {
    long needed = Long.MAX_VALUE;
    for (Route route : outputs[participant]) {
      long handedOut = Math.max(progress[route.to()], grantedEnd[route.to()]);
      needed = Math.min(needed, handedOut - route.lagSteps());
    }
    return needed;
  }

  private Inbound inbound(int participant, Epoch epoch) {
    int ports = plan.participants().get(participant).ports();
    if (ports == 0) {
      return Inbound.NONE;
    }
    List<List<SpikeWindow>> windows = new ArrayList<>(ports);
    for (int port = 0; port < ports; port++) {
      windows.add(new ArrayList<>());
    }
    deliveries[participant].clear();
    for (Route route : inputs[participant]) {
      long first = Math.max(0, epoch.firstStep() - route.lagSteps());
      long end = epoch.endStep() - route.lagSteps();
      if (end > first) {
        lines[route.from()].view(first, end, windows.get(route.port()), deliveries[participant]);
      }
    }
    return new Inbound(
        windows, participant == recorder ? samplesBefore(epoch.endStep()) : List.of());
  }

  private List<Sample> samplesBefore(long endStep) {
    List<Sample> due = new ArrayList<>();
    for (Queue<Sample> queue : samples) {
      while (!queue.isEmpty() && queue.peek().step() < endStep) {
        due.add(queue.remove());
      }
    }
    return due;
  }
}
