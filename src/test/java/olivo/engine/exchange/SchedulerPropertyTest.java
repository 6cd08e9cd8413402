package olivo.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Properties of the scheduler over networks, pacings and orders of reports drawn at random. */
class SchedulerPropertyTest {
  private static final int SEEDS = 60;
  private static final DrivenRun.Choice ANY =
      (outstanding, random) -> outstanding.get(random.nextInt(outstanding.size()));

  @TestFactory
  Stream<DynamicTest> shouldDeliverEverySpikeOnceAndInTimeWhenReportsComeInAnyOrder() {
    return seeds(seed -> assertComplete(new DrivenRun(RandomNetwork.draw(seed), seed, ANY)));
  }

  @TestFactory
  Stream<DynamicTest> shouldDeliverEverySpikeOnceAndInTimeWhenOneParticipantIsAlwaysLast() {
    return seeds(
        seed -> {
          RandomNetwork network = RandomNetwork.draw(seed);
          int slow = new Random(seed).nextInt(network.plan.participants().size());
          assertComplete(
              new DrivenRun(
                  network,
                  seed,
                  (outstanding, random) -> {
                    List<Integer> others = outstanding.stream().filter(p -> p != slow).toList();
                    return others.isEmpty() ? slow : ANY.next(others, random);
                  }));
        });
  }

  private static void assertComplete(DrivenRun run) {
    run.start();
    run(run);
    for (int i = 0; i < run.plan.participants().size(); i++) {
      assertThat(run.progress(i)).isEqualTo(run.plan.runSteps());
      assertThat(run.scheduler.progress(i)).isEqualTo(run.plan.runSteps());
    }
    assertThat(run.scheduler.isFinished()).isTrue();
    run.assertEverySpikeDeliveredOnce();
    run.assertEverySampleRecordedOnce();
  }

  private static void run(DrivenRun run) {
    boolean more = true;
    while (more) {
      more = run.step();
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldRecordWhatAllHaveCompletedWhenStoppedAtAnyMoment() {
    return seeds(
        seed -> {
          DrivenRun run = new DrivenRun(RandomNetwork.draw(seed), seed, ANY);
          runForAWhile(run, seed);
          run.stop();
          assertStopped(run);
          assertThat(run.progress(run.plan.recorder())).isEqualTo(run.commonProgress());
        });
  }

  @TestFactory
  Stream<DynamicTest> shouldRecordWhatAllHaveCompletedWhenAParticipantIsAbandoned() {
    return seeds(
        seed -> {
          DrivenRun run = new DrivenRun(RandomNetwork.draw(seed), seed, ANY);
          runForAWhile(run, seed);
          int lost = new Random(seed).nextInt(run.plan.participants().size());
          long recorded = run.progress(run.plan.recorder());
          run.abandon(lost);
          assertStopped(run);
          assertThat(run.progress(run.plan.recorder()))
              .isEqualTo(lost == run.plan.recorder() ? recorded : run.commonProgress());
        });
  }

  @TestFactory
  Stream<DynamicTest> shouldEndWhenParticipantsAreAbandonedOneAfterAnother() {
    return seeds(
        seed -> {
          DrivenRun run = new DrivenRun(RandomNetwork.draw(seed), seed, ANY);
          runForAWhile(run, seed);
          run.stop();
          while (!run.outstanding().isEmpty()) {
            run.abandon(run.outstanding().get(0));
          }
          assertThat(run.scheduler.isFinished()).isTrue();
        });
  }

  private static void runForAWhile(DrivenRun run, long seed) {
    Random random = new Random(~seed);
    run.start();
    int reports = random.nextInt(60);
    while (run.reports < reports && run.step()) {
      assertThat(run.reports).isPositive();
    }
  }

  private static void assertStopped(DrivenRun run) {
    run(run);
    assertThat(run.scheduler.isFinished()).isTrue();
    run.assertEverySpikeDeliveredOnce();
    run.assertEverySampleRecordedOnce();
  }

  private static Stream<DynamicTest> seeds(LongConsumer property) {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> property.accept(seed)));
  }
}
