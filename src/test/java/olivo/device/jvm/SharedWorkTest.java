package olivo.device.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import olivo.device.EpochOwner;
import org.junit.jupiter.api.Test;

class SharedWorkTest {
  private static final int PATIENCE_S = 30;

  /** Keeps what it is asked to share, and counts how often it was said to be ready. */
  private static final class Owner implements EpochOwner {
    private final List<Runnable> shared = new ArrayList<>();
    private final Semaphore ready = new Semaphore(0);

    @Override
    public void ready() {
      ready.release();
    }

    @Override
    public void share(Runnable work) {
      shared.add(work);
    }
  }

  @Test
  void shouldDoAllPartsInOrderWhereNobodyHelps() {
    List<String> done = new ArrayList<>();
    SharedWork work = new SharedWork(3, 2, (part, worker) -> done.add(part + " by " + worker));
    Owner owner = new Owner();
    assertThat(work.begin(owner)).isTrue();
    work.end();
    assertThat(done).containsExactly("0 by 0", "1 by 0", "2 by 0");
    assertThat(work.waitedNs()).isZero();

    assertThat(owner.shared).hasSize(1);
    owner.shared.get(0).run();
    assertThat(done).as("after somebody came too late").hasSize(3);
    assertThat(owner.ready.availablePermits()).isZero();
  }

  @Test
  void shouldNotAskForHelpWhereNobodyMayHelp() {
    AtomicInteger done = new AtomicInteger();
    Owner owner = new Owner();
    SharedWork alone = new SharedWork(5, 1, (part, worker) -> done.incrementAndGet());
    assertThat(alone.begin(owner)).isTrue();
    alone.end();
    assertThat(done).hasValue(5);
    SharedWork shared = new SharedWork(5, 3, (part, worker) -> done.incrementAndGet());
    shared.doAlone();
    assertThat(done).hasValue(10);
    assertThat(owner.shared).isEmpty();
  }

  @Test
  void shouldSayThatItIsReadyWhenAnotherThreadEndsTheLastPart() throws InterruptedException {
    CountDownLatch helped = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    SharedWork work =
        new SharedWork(
            2,
            2,
            (part, worker) -> {
              if (worker == 0) {
                await(helped);
              } else {
                helped.countDown();
                await(released);
              }
            });
    try (HelpedOwner owner = new HelpedOwner(1)) {
      assertThat(work.begin(owner)).isFalse();
      assertThat(owner.timesReady()).isZero();
      released.countDown();
      owner.awaitReady();
    }
    work.end();
    assertThat(work.waitedNs()).isPositive();
  }

  /** Of four parts each thread takes two, whoever is quicker. */
  private static final class Halves implements SharedWork.Parts {
    private final List<List<Integer>> taken = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<CountDownLatch> began =
        List.of(new CountDownLatch(2), new CountDownLatch(2));

    @Override
    public void take(int part, int worker) {
      taken.get(worker).add(part);
      began.get(worker).countDown();
      if (taken.get(worker).size() == (worker == 0 ? 1 : 2)) {
        await(began.get(1 - worker));
      }
    }
  }

  @Test
  void shouldGiveThreadsThePartsThatTheyHadBefore() throws InterruptedException {
    AtomicReference<Halves> halves = new AtomicReference<>();
    SharedWork work = new SharedWork(4, 2, (part, worker) -> halves.get().take(part, worker));
    try (HelpedOwner owner = new HelpedOwner(1)) {
      for (List<Integer> helpers : List.of(List.of(3, 2), List.of(2, 3))) {
        halves.set(new Halves());
        if (!work.begin(owner)) {
          owner.awaitReady();
        }
        work.end();
        assertThat(halves.get().taken).containsExactly(List.of(0, 1), helpers);
      }
    }
  }

  @Test
  void shouldRefuseMorePartsThanThereAreBits() {
    assertThatThrownBy(() -> new SharedWork(17, 2, (part, worker) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("17 parts");
  }

  @Test
  void shouldThrowInTheOwnersThreadWhatAnyPartHasThrown() {
    RuntimeException thrown = new IllegalStateException("of a part");
    AtomicInteger round = new AtomicInteger();
    List<Integer> done = new ArrayList<>();
    SharedWork work =
        new SharedWork(
            3,
            2,
            (part, worker) -> {
              if (part == 1 && round.get() == 0) {
                throw thrown;
              }
              done.add(part);
            });
    Owner owner = new Owner();
    assertThat(work.begin(owner)).isTrue();
    assertThatThrownBy(work::end).isSameAs(thrown);
    assertThat(done).containsExactly(0, 2);
    round.set(1);
    assertThat(work.begin(owner)).isTrue();
    work.end();
    assertThat(done).containsExactly(0, 2, 0, 1, 2);

    Error error = new OutOfMemoryError("of a part");
    SharedWork failing =
        new SharedWork(
            1,
            2,
            (part, worker) -> {
              throw error;
            });
    assertThat(failing.begin(owner)).isTrue();
    assertThatThrownBy(failing::end).isSameAs(error);
  }

  /**
   * Thousands of short rounds, so that threads join, come too late and end last in all orders. Each
   * part is done once, no two threads have the same number at a time, and the end of each round is
   * said once.
   */
  @Test
  void shouldDoEachPartOnceHoweverThreadsCome() throws InterruptedException {
    int parts = 5;
    int workers = 3;
    int[] sums = new int[parts];
    AtomicIntegerArray busy = new AtomicIntegerArray(workers);
    AtomicInteger clashes = new AtomicInteger();
    AtomicInteger helped = new AtomicInteger();
    SharedWork work =
        new SharedWork(
            parts,
            workers,
            (part, worker) -> {
              if (!busy.compareAndSet(worker, 0, 1)) {
                clashes.incrementAndGet();
              }
              for (int spin = (sums[part] * 7 + part) % 11; spin > 0; spin--) {
                Thread.onSpinWait();
              }
              sums[part]++;
              helped.addAndGet(worker == 0 ? 0 : 1);
              busy.set(worker, 0);
            });
    int rounds = 20_000;
    int awaited = 0;
    try (HelpedOwner owner = new HelpedOwner(3)) {
      for (int round = 1; round <= rounds; round++) {
        if (!work.begin(owner)) {
          owner.awaitReady();
          awaited++;
        }
        work.end();
        for (int part = 0; part < parts; part++) {
          assertThat(sums[part]).as("part %d in round %d", part, round).isEqualTo(round);
        }
      }
      assertThat(owner.timesReady()).isZero();
    }
    assertThat(clashes).hasValue(0);
    assertThat(helped.get()).as("parts done by others").isPositive();
    assertThat(awaited).as("rounds that others ended").isBetween(1, rounds);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
