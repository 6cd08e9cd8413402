package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of queues, which nobody waits for. */
class CompletionTest {
  private static final int ROUNDS = 200;
  private static final int WORDS = 1 << 12;
  private static final int PATIENCE_S = 60;
  private static final int EXEC_STATUS_ERROR = -14;

  @ParameterizedTest
  @MethodSource("olivo.device.opencl.Bench#devices")
  void shouldCallAtMostOnceForEachQuestionWhenEverythingEnqueuedIsDone(FoundDevice found)
      throws InterruptedException {
    Semaphore calls = new Semaphore(0);
    try (ClContext context = new ClContext(found);
        ClWorkspace workspace = new ClWorkspace(context, "somebody")) {
      ClBuffer buffer = workspace.zeros("words", WORDS);
      PendingRead pending = workspace.pendingRead();
      for (int round = 0; round < ROUNDS; round++) {
        workspace.fill(buffer, round);
        pending.request(buffer, WORDS);
        long waitedBeforeNs = workspace.waitedNs();
        boolean isDone = workspace.isDoneOrCalls(calls::release);
        assertThat(isDone || calls.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        workspace.takeAnswer();
        assertThat(workspace.waitedNs()).isGreaterThan(waitedBeforeNs);
        assertThat(pending.bytes().getInt(0)).isEqualTo(round);
        assertThat(pending.bytes().getInt(4 * (WORDS - 1))).isEqualTo(round);
      }
    }
    assertThat(calls.availablePermits()).isZero();
  }

  @Test
  void shouldTellThatTheDeviceHasFailed() throws InterruptedException {
    Semaphore calls = new Semaphore(0);
    try (ClContext context = new ClContext(Bench.devices().get(0));
        ClWorkspace workspace = new ClWorkspace(context, "somebody")) {
      Completion completion = new Completion(workspace);
      workspace.zeros("words", WORDS);
      boolean isDone = completion.ask(calls::release);
      assertThat(isDone || calls.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
      completion.answer(EXEC_STATUS_ERROR);
      assertThat(calls.availablePermits()).isOne();
      assertThatThrownBy(completion::take)
          .isInstanceOf(OpenClException.class)
          .hasMessageStartingWith("somebody on ")
          .hasMessageContaining("waiting for the device: CL_EXEC_STATUS_ERROR")
          .hasMessageContaining("(-14)");
    }
  }
}
