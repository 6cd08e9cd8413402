package olivo.cli;

import java.io.PrintWriter;
import olivo.device.opencl.OpenClException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry point, and what all commands share: exit statuses and how errors are told. */
@Command(
    name = "olivo",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Simulates spiking networks: actors, one for each population, on the devices of this machine.",
    subcommands = {
      RunCommand.class,
      ResumeCommand.class,
      CheckCommand.class,
      PlanCommand.class,
      SweepCommand.class,
      ExperimentCommand.class,
      VerifyCommand.class,
      AnalyzeCommand.class,
      ExportCommand.class,
      DevicesCommand.class,
      BenchCommand.class,
      BundleCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:failed while running, or not the same with verify",
      "2:bad input",
      "3:worse than the baseline, with bench --fail-on-regression",
      "130:interrupted; what was recorded is complete and readable"
    },
    footer = {
      "",
      "\"olivo test\" builds and tests Olivo itself. \"olivo COMMAND --help\" tells more."
    })
public final class Main implements Runnable {
  static final int INTERRUPTED = 130;
  static final int REGRESSION = 3;

  @Spec private CommandSpec spec;

  /** Runs the command line and exits. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int status = execute(out, err, args);
    if (out.checkError() && status == 0) {
      err.println("olivo: not everything could be printed");
      status = ExitCode.SOFTWARE;
    }
    System.exit(status);
  }

  /**
   * Runs a command line.
   *
   * @return the exit status
   */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Main::explainParameters)
            .setExecutionExceptionHandler(Main::explainFailure);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      err.println("olivo: " + RunFailure.of(e).getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int explainParameters(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("olivo: " + inWords(e));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
    return ExitCode.USAGE;
  }

  private static String inWords(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      CommandLine command = e.getCommandLine();
      String what = unmatched.getUnmatched().get(0);
      return command.getParent() == null
          ? "there is no command '"
              + what
              + "'; commands are "
              + String.join(", ", command.getSubcommands().keySet())
              + " and test"
          : command.getCommandName() + " takes no '" + what + "' here";
    }
    return e.getMessage().replace('\n', ' ');
  }

  private static int explainFailure(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof InputException input) {
      input.lines().forEach(line -> err.println("olivo: " + line));
      return ExitCode.USAGE;
    } else if (e instanceof RunFailure || e instanceof OpenClException) {
      err.println("olivo: " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
    err.println("olivo: internal error, please report it with what follows");
    e.printStackTrace(err);
    return ExitCode.SOFTWARE;
  }
}
