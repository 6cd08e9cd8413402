package olivo.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import olivo.device.layout.Partition;
import olivo.device.layout.Slice;
import olivo.model.Distribution;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Topology;
import olivo.plan.Assignment;
import olivo.plan.DeviceTraffic;
import olivo.plan.ExchangeForecast;
import olivo.plan.HostMemory;
import olivo.plan.Lookahead;
import olivo.plan.MemoryForecast;
import olivo.plan.RecordingForecast;
import olivo.plan.Workload;

/** What a person reads of a plan. */
final class PlanReport {
  private final PrintWriter out;
  private final Topology topology;
  private final Assignment assignment;
  private final ExchangeForecast exchange;
  private final MemoryForecast memory;
  private final DeviceSet devices;
  private final Workload workload;

  PlanReport(
      PrintWriter out,
      Topology topology,
      Assignment assignment,
      ExchangeForecast exchange,
      MemoryForecast memory,
      DeviceSet devices) {
    this.out = out;
    this.topology = topology;
    this.assignment = assignment;
    this.exchange = exchange;
    this.memory = memory;
    this.devices = devices;
    this.workload = Workload.of(topology);
  }

  void print(int threads) {
    line(
        "%s: %s s in %d steps of %s ms, %d threads",
        topology.name(),
        number(topology.durationMs() * 1e-3),
        topology.steps(),
        number(topology.step().dtMs()),
        threads);
    populations();
    projections();
    placement();
    memory();
    lookahead();
    traffic();
    protocol();
    recording();
  }

  private void protocol() {
    List<String> lines = new ProtocolOutline(topology).lines();
    if (!lines.isEmpty()) {
      line("");
      lines.forEach(outline -> line("%s", outline));
    }
  }

  private void populations() {
    line("");
    line("%-12s %10s %10s  %s", "population", "cells", "rate Hz", "rate is");
    for (Population population : topology.populations()) {
      Workload.OfPopulation work = workload.of(population.name());
      line(
          "%-12s %10d %10.2f  %s",
          population.name(),
          population.size(),
          work.rateHz(),
          switch (work.basis()) {
            case KNOWN -> "known";
            case EXPECTED -> "expected by the topology";
            case ASSUMED -> "assumed; expect." + population.name() + ".rate would tell";
          });
    }
  }

  private void projections() {
    if (topology.projections().isEmpty()) {
      return;
    }
    line("");
    line("%-12s %12s %9s %14s  %s", "projection", "synapses", "delay ms", "arrivals/s", "kind");
    double synapses = 0;
    double arrivals = 0;
    for (Projection projection : topology.projections()) {
      Population from = topology.population(projection.from());
      double count =
          projection.rule().connections(from.size(), topology.population(projection.to()).size());
      double rate = count * workload.of(from.name()).rateHz();
      synapses += count;
      arrivals += rate;
      line(
          "%-12s %12.0f %9s %14.0f  %s",
          projection.name(),
          count,
          delay(projection.delayMs()),
          rate,
          projection.plasticity().isPresent() ? "plastic" : "static");
    }
    line("%-12s %12.0f %9s %14.0f", "all", synapses, "", arrivals);
  }

  /** The delay; the smallest, and a sign that there are others, where it is drawn. */
  private static String delay(Distribution delayMs) {
    return number(delayMs.low()) + (delayMs.isConstant() ? "" : "+");
  }

  private void placement() {
    line("");
    for (String device : devices.all().keySet()) {
      line("%-11s %s", device, String.join(", ", slicesOn(device)));
      line("%-11s %s", "", devices.get(device).description());
    }
    assignment.reasons().forEach(reason -> line("%s", reason));
    line(
        "Estimated work: %.2g s of one thread of the built-in device for a simulated second.",
        workload.builtInS());
  }

  private List<String> slicesOn(String device) {
    List<String> labels = new ArrayList<>();
    for (int p = 0; p < topology.populations().size(); p++) {
      Population population = topology.populations().get(p);
      List<String> homes = assignment.devices().get(population.name());
      for (int i = 0; i < homes.size(); i++) {
        if (homes.get(i).equals(device)) {
          labels.add(
              new Slice(
                      p,
                      population.name(),
                      population.size(),
                      Partition.firstCell(population.size(), homes.size(), i),
                      Partition.firstCell(population.size(), homes.size(), i + 1))
                  .label());
        }
      }
    }
    return labels;
  }

  private void memory() {
    line("");
    line("Memory:");
    memory
        .devices()
        .forEach(
            (name, device) ->
                line(
                    "%-11s %s%s",
                    name,
                    Amounts.bytes(device.bytes()),
                    device.isHeap()
                        ? " of the heap"
                        : " of " + Amounts.bytes(device.capacityBytes())));
    HostMemory host = memory.host();
    line(
        "%-11s %s, at its fullest %s; Java may use %s",
        "heap",
        Amounts.bytes(host.heapBytes()),
        Amounts.bytes(host.peakHeapBytes()),
        Amounts.bytes(Runtime.getRuntime().maxMemory()));
    if (host.offHeapBytes() > 0) {
      line(
          "%-11s %s outside of the heap, for transfers",
          "host", Amounts.bytes(host.offHeapBytes()));
    }
    Room.refusals(memory).forEach(refusal -> line("Too large: %s", refusal));
  }

  private void lookahead() {
    line("");
    line("Lookahead, by how much the second may be ahead of the first:");
    for (Lookahead.Edge edge : Lookahead.edges(exchange.plan())) {
      line("%8s ms  %s > %s", number(topology.step().toMs(edge.steps())), edge.from(), edge.to());
    }
    Lookahead.limitingLoop(exchange.plan())
        .ifPresentOrElse(
            loop ->
                line(
                    "The loop %s > %s limits: %s ms around it.",
                    String.join(" > ", loop.names()),
                    loop.names().get(0),
                    number(topology.step().toMs(loop.steps()))),
            () -> line("No loop: spikes only flow forward."));
  }

  private void traffic() {
    line("");
    line(
        "Exchange in a simulated second: %d participants, %.0f epochs, %.0f messages.",
        exchange.plan().participants().size(), exchange.totalEpochs(), 2 * exchange.totalEpochs());
    for (DeviceTraffic between : DeviceTraffic.of(exchange.plan(), assignment, workload)) {
      line(
          "  %s to %s: %.0f spikes, %s",
          between.from(),
          between.to(),
          between.spikes(),
          Amounts.bytes(between.spikes() * DeviceTraffic.BYTES_PER_SPIKE));
    }
  }

  private void recording() {
    RecordingForecast forecast = RecordingForecast.of(topology);
    line("");
    line(
        "Files: recording %s, output.npz %s.",
        Amounts.bytes(forecast.recordingBytes()), Amounts.bytes(forecast.npzBytes()));
    if (!workload.assumed().isEmpty()) {
      line(
          "Rates that are assumed make all of this rough: %s.",
          String.join(", ", workload.assumed()));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
