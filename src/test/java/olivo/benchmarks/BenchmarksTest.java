package olivo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs; how long it takes is not looked at. */
class BenchmarksTest {
  static Stream<Class<?>> benchmarks() {
    return Stream.of(
        NeuronBenchmark.class,
        PlasticityBenchmark.class,
        SourceBenchmark.class,
        SchedulerBenchmark.class,
        CompactionBenchmark.class,
        MessageBenchmark.class,
        RecorderBenchmark.class,
        LatencyBenchmark.class,
        RunBenchmark.class);
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void shouldRunOnce(Class<?> benchmark) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(benchmark.getName())
                    .param("cells", "512")
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(2)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    assertThat(results).isNotEmpty();
    assertThat(results)
        .allSatisfy(
            result -> assertThat(result.getPrimaryResult().getStatistics().getN()).isEqualTo(2));
  }
}
