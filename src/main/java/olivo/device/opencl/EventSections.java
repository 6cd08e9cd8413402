package olivo.device.opencl;

/**
 * Where an inbox holds the events of an {@link EventTable}, by index of its words.
 *
 * @param rows the rows that have events
 * @param begins for each of these, where its codes begin
 * @param ends for each of these, where its codes end
 * @param codes the codes, to which begins and ends refer
 * @param count number of rows that have events
 */
record EventSections(int rows, int begins, int ends, int codes, int count) {
  /** Passes all five, in this order. */
  void pass(ClKernel kernel) {
    kernel.integer(rows).integer(begins).integer(ends).integer(codes).integer(count);
  }
}
