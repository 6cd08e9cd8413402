/**
 * Benchmarks of whole runs: what a measuring process hands back, how results are written down, and
 * how two of them are compared. The processes are made by the command line. Begin with {@link
 * olivo.bench.BenchResult}.
 */
package olivo.bench;
