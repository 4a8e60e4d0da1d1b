package dev.bivouac.rehearsal.formula;

/** Decides what goes wrong with which question about an official tool. */
@FunctionalInterface
public interface FormulaFaults {
  /** Nothing goes wrong. */
  FormulaFaults NONE = (formula, call, number) -> FormulaFault.NONE;

  /**
   * What goes wrong.
   *
   * @param formula its name, such as {@code web-search}
   * @param call false if its functions are asked for
   * @param number of questions so far, this one included
   */
  FormulaFault faultFor(String formula, boolean call, int number);
}
