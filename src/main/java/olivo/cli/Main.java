package olivo.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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

  private static final String COMPLETION = "generate-completion";

  /** Under their names, in the order of the help. */
  private static final Map<String, Supplier<Object>> COMMANDS = commands();

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

  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", RunCommand::new);
    commands.put("resume", ResumeCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("plan", PlanCommand::new);
    commands.put("sweep", SweepCommand::new);
    commands.put("experiment", ExperimentCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("analyze", AnalyzeCommand::new);
    commands.put("export", ExportCommand::new);
    commands.put("devices", DevicesCommand::new);
    commands.put("bench", BenchCommand::new);
    commands.put("bundle", BundleCommand::new);
    commands.put(COMPLETION, AutoComplete.GenerateCompletion::new);
    return commands;
  }

  /** What reads command lines, with every command. */
  static CommandLine commandLine() {
    return commandLine(COMMANDS.keySet());
  }

  private static CommandLine commandLine(Set<String> commands) {
    CommandLine commandLine = new CommandLine(new Main());
    commands.forEach(name -> commandLine.addSubcommand(name, COMMANDS.get(name).get()));
    return commandLine;
  }

  /**
   * The commands to know for a command line, since the options of all take a quarter of a second to
   * read: the one that it names, none to tell the version, or all.
   */
  private static Set<String> needed(String... args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      return Set.of();
    }
    boolean one = args.length > 0 && COMMANDS.containsKey(args[0]) && !args[0].equals(COMPLETION);
    return one ? Set.of(args[0]) : COMMANDS.keySet();
  }

  /**
   * Runs a command line.
   *
   * @return the exit status
   */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command =
        commandLine(needed(args))
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
      if (command.getSubcommands().isEmpty()) {
        return command.getCommandName() + " takes no '" + what + "' here";
      }
      boolean benchmark = command.getCommandSpec().userObject() instanceof BenchCommand;
      String kind = benchmark ? "benchmark" : "command";
      String ofLauncher = benchmark ? "micro" : "test";
      return "there is no %s '%s'; %ss are %s and %s"
          .formatted(
              kind, what, kind, String.join(", ", command.getSubcommands().keySet()), ofLauncher);
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
