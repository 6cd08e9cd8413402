/**
 * Topologies written in HOCON: files and overrides in, an {@link olivo.model.Topology} or a list of
 * all mistakes out.
 *
 * <p>This room may import {@code olivo.model} and the Typesafe Config library. Start with {@link
 * olivo.config.TopologyReader}. The language is described in {@code docs/topology.md}.
 */
package olivo.config;
