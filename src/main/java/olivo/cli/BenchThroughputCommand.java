package olivo.cli;

import picocli.CommandLine.Command;

/** Placeholder. */
@Command(name = "throughput")
final class BenchThroughputCommand implements Runnable {
  @Override
  public void run() {}
}
