package olivo.cli;

import java.util.concurrent.Callable;
import olivo.config.ReadResult;
import olivo.engine.exchange.Pacing;
import olivo.plan.Assignment;
import olivo.plan.ExchangeForecast;
import olivo.plan.MemoryForecast;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what a run will be like, without running it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Says what a run will be like: cells, synapses, what lives where, who waits for whom, and how"
            + " much is exchanged and recorded.")
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TopologyArguments arguments;
  @Mixin private PlacementArguments placement;

  @Mixin private ThreadArgument threads;

  @Override
  public Integer call() {
    ReadResult read = arguments.read();
    read.warnings()
        .forEach(warning -> spec.commandLine().getErr().println("olivo: warning: " + warning));
    MachineDevices machine = new MachineDevices();
    Assignment assignment = placement.assign(read, machine);
    int count = threads.count();
    try (DeviceSet devices = DeviceSet.open(machine, assignment.used(), count)) {
      Pacing pacing =
          Pacing.DEFAULT.withMaxEpochSteps(placement.epochSteps(devices.worthwhileEpochSteps()));
      ExchangeForecast exchange =
          ExchangeForecast.of(read.topology(), assignment.partition(), pacing, count);
      MemoryForecast memory =
          MemoryForecast.of(
              read.topology(), exchange, pacing, slice -> devices.get(assignment.deviceOf(slice)));
      new PlanReport(
              spec.commandLine().getOut(), read.topology(), assignment, exchange, memory, devices)
          .print(count);
    }
    return 0;
  }
}
