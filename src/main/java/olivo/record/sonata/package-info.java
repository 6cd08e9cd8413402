/**
 * Recordings in SONATA, the exchange format of the field (Dai et al. 2020). Begin with {@link
 * olivo.record.sonata.SonataExport}.
 */
package olivo.record.sonata;
