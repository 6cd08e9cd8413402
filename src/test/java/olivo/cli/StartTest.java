package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import olivo.engine.SimulationGuardian;
import olivo.testing.JavaProcess;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import picocli.CommandLine;

/** What happens before the first step: commands, logging and actors come up. */
class StartTest {
  @TempDir private Path directory;

  /** The names in the table of commands are those in their help. */
  @Test
  void shouldKnowCommandsByTheirNames() {
    Map<String, CommandLine> commands = Main.commandLine().getSubcommands();
    assertThat(commands).hasSizeGreaterThan(10);
    commands.forEach(
        (name, command) -> {
          Class<?> type = command.getCommandSpec().userObject().getClass();
          assertThat(type.getAnnotation(CommandLine.Command.class).name()).isEqualTo(name);
        });
  }

  /** A command line that names a command is read without the others, and one that misspells it. */
  @Test
  void shouldSuggestCommandsToWhoeverMisspellsOne() {
    assertThat(Invocation.of("run", "--help").out()).startsWith("Usage: olivo run ");
    Invocation misspelt = Invocation.of("rum");
    assertThat(misspelt.status()).isEqualTo(2);
    assertThat(misspelt.err()).contains("there is no command 'rum'", "run, resume, check");
    assertThat(Invocation.of("generate-completion").out()).contains("experiment");
  }

  /** Threads that come up at the same time make no library complain. */
  @Test
  void shouldSayNothingWhenQuiet() {
    JavaProcess.Ended run =
        new JavaProcess()
            .run(
                Main.class,
                "run",
                "--duration",
                "10ms",
                "--quiet",
                "--no-plots",
                "--out",
                directory.resolve("run"));
    assertThat(run).isEqualTo(new JavaProcess.Ended(0, "", ""));
  }

  @Test
  void shouldWarnOnTheTerminalOfWhatIsLogged() {
    LoggerContext context = new LoggerContext();
    assertThat(new LogSetup().configure(context))
        .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(LogSetup.TERMINAL))
        .satisfies(
            terminal -> {
              assertThat(terminal.isStarted()).isTrue();
              assertThat(terminal.getCopyOfAttachedFiltersList()).hasSize(1);
            });
    assertThat(context.getLogger("olivo").getEffectiveLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("io.jhdf.some").getEffectiveLevel()).isEqualTo(Level.ERROR);
    context.stop();
  }

  @Test
  void shouldLogAsAFileOfTheUserSays() throws IOException {
    Path log = directory.resolve("own.log");
    Path settings = directory.resolve("own.xml");
    Files.writeString(
        settings,
        "<configuration><appender name='OWN' class='ch.qos.logback.core.FileAppender'><file>"
            + log
            + "</file><encoder><pattern>OWN %msg%n</pattern></encoder></appender>"
            + "<root level='INFO'><appender-ref ref='OWN'/></root></configuration>");
    JavaProcess.Ended run =
        new JavaProcess()
            .with("-D" + ClassicConstants.CONFIG_FILE_PROPERTY + "=" + settings)
            .run(
                Main.class,
                "run",
                "--duration",
                "10ms",
                "--quiet",
                "--no-plots",
                "--out",
                directory.resolve("run"));
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(log).content().contains("OWN microcircuit for 100 steps");
  }

  @Test
  void shouldEndActorsThatNoRunHasTaken() throws Exception {
    ActorHost host = ActorHost.start(2);
    host.close();
    host.handOver().getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void shouldLeaveActorsToTheRunThatHasTakenThem() throws Exception {
    ActorSystem<SimulationGuardian.Command> system;
    try (ActorHost host = ActorHost.start(2)) {
      assertThat(host.threads()).isEqualTo(2);
      system = host.handOver();
    }
    assertThat(system.getWhenTerminated().toCompletableFuture()).isNotDone();
    system.tell(SimulationGuardian.Stop.INSTANCE);
    system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
