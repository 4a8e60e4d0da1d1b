package dev.bivouac.rehearsal.formula;

import java.util.Optional;

/**
 * How the official tools of a rehearsal behave.
 *
 * @param web what they search and read; empty for the rehearsal's own
 * @param faults what goes wrong, and when
 */
public record FormulaOptions(Optional<SearchedWeb> web, FormulaFaults faults) {
  /** The rehearsal's own web, and nothing goes wrong. */
  public static final FormulaOptions DEFAULT =
      new FormulaOptions(Optional.empty(), FormulaFaults.NONE);
}
