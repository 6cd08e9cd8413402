package olivo.engine.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StepperPoolTest {
  private static final int MANY = 20_000;

  private final AtomicReference<Throwable> uncaught = new AtomicReference<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private StepperPool pool;

  private StepperPool start(int count) {
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          thread.setUncaughtExceptionHandler((where, e) -> uncaught.set(e));
          threads.add(thread);
          return thread;
        };
    pool = new StepperPool(count, factory);
    return pool;
  }

  @AfterEach
  void shouldEndItsThreads() throws InterruptedException {
    if (pool != null) {
      pool.shutdownNow();
      assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(thread.isAlive()).as("%s is still there", thread).isFalse();
      }
    }
  }

  /** A task that settles when it is first run, and passes a token on to the next one. */
  private final class Passer implements Runnable {
    private final Urgency urgency;
    private final AtomicInteger left;
    private final CountDownLatch done;
    private Passer next;
    private boolean settled;
    private int runs;

    Passer(Urgency urgency, AtomicInteger left, CountDownLatch done) {
      this.urgency = urgency;
      this.left = left;
      this.done = done;
    }

    @Override
    public void run() {
      if (!settled) {
        StepperPool.settle(urgency);
        settled = true;
      }
      runs++;
      if (left.decrementAndGet() > 0) {
        pool.execute(next);
      } else {
        done.countDown();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void shouldRunEverySubmissionOnce(int count) throws InterruptedException {
    start(count);
    int rings = 3;
    int size = 7;
    List<Passer> all = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(rings);
    for (int ring = 0; ring < rings; ring++) {
      AtomicInteger left = new AtomicInteger(MANY);
      List<Passer> members = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        members.add(new Passer(i % 3 == 0 ? Urgency.UNHURRIED : Urgency.AWAITED, left, done));
      }
      for (int i = 0; i < size; i++) {
        members.get(i).next = members.get((i + 1) % size);
      }
      all.addAll(members);
      pool.execute(members.get(0));
    }
    done.await();
    assertThat(all.stream().mapToInt(passer -> passer.runs).sum()).isEqualTo(rings * MANY);
    assertThat(uncaught).hasNullValue();
  }

  @Test
  void shouldRunWhatManyThreadsSubmit() throws InterruptedException {
    start(2);
    int submitters = 4;
    CountDownLatch done = new CountDownLatch(submitters * MANY);
    List<Thread> outside = new ArrayList<>();
    for (int i = 0; i < submitters; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < MANY; n++) {
                  pool.execute(done::countDown);
                }
              });
      outside.add(thread);
      thread.start();
    }
    done.await();
    for (Thread thread : outside) {
      thread.join();
    }
    assertThat(uncaught).hasNullValue();
  }

  @Test
  void shouldTakeOverFromAThreadThatIsBusy() throws InterruptedException {
    start(2);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch settled = new CountDownLatch(8);
    List<AtomicInteger> runs = new ArrayList<>();
    List<Runnable> tasks = new ArrayList<>();
    CountDownLatch ran = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      AtomicInteger count = new AtomicInteger();
      runs.add(count);
      tasks.add(
          () -> {
            if (count.getAndIncrement() == 0) {
              StepperPool.settle(Urgency.AWAITED);
              settled.countDown();
            } else {
              ran.countDown();
            }
          });
    }
    tasks.forEach(pool::execute);
    settled.await();
    pool.execute(() -> awaitQuietly(blocked));
    tasks.forEach(pool::execute);
    ran.await();
    blocked.countDown();
    assertThat(runs).allSatisfy(count -> assertThat(count).hasValue(2));
  }

  @Test
  void shouldHaveAnotherThreadWhereAllAreStuck() throws InterruptedException {
    start(1);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch ran = new CountDownLatch(1);
    pool.execute(() -> awaitQuietly(blocked));
    pool.execute(ran::countDown);
    ran.await();
    blocked.countDown();
  }

  @Test
  void shouldOfferWorkToThreadsWithoutAny() throws InterruptedException {
    start(2);
    CountDownLatch helped = new CountDownLatch(1);
    AtomicReference<Thread> helper = new AtomicReference<>();
    AtomicReference<Thread> owner = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    pool.execute(
        () -> {
          owner.set(Thread.currentThread());
          StepperPool.offer(
              () -> {
                helper.set(Thread.currentThread());
                helped.countDown();
              });
          awaitQuietly(helped);
          done.countDown();
        });
    done.await();
    assertThat(helper.get()).isNotNull().isNotSameAs(owner.get());
  }

  @Test
  void shouldKeepOneOfferOfTheSameWork() throws InterruptedException {
    start(1);
    AtomicInteger helped = new AtomicInteger();
    Runnable work = helped::incrementAndGet;
    CountDownLatch offered = new CountDownLatch(1);
    pool.execute(
        () -> {
          for (int i = 0; i < MANY; i++) {
            StepperPool.offer(work);
          }
          StepperPool.offer(offered::countDown);
        });
    offered.await();
    assertThat(helped).hasValue(1);
  }

  @Test
  void shouldGoOnAfterATaskThatThrows() throws InterruptedException {
    start(1);
    RuntimeException thrown = new IllegalStateException("thrown on purpose");
    pool.execute(
        () -> {
          throw thrown;
        });
    CountDownLatch ran = new CountDownLatch(1);
    pool.execute(ran::countDown);
    ran.await();
    assertThat(uncaught).hasValue(thrown);
  }

  @Test
  void shouldTakeNothingOnceItIsShutDown() {
    start(1);
    pool.shutdown();
    assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void shouldDoNothingOutsideOfAPool() {
    StepperPool.settle(Urgency.AWAITED);
    StepperPool.offer(
        () -> {
          throw new AssertionError("nobody is there to do this");
        });
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
