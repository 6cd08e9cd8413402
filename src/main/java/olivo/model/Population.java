package olivo.model;

/**
 * A group of like cells.
 *
 * @param name unique among the populations
 * @param size number of cells, at least 1
 * @param model what the cells are
 */
public record Population(String name, int size, CellModel model) {}
