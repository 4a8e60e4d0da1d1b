package dev.bivouac.rehearsal;

import dev.bivouac.rehearsal.formula.FormulaFaults;
import dev.bivouac.rehearsal.formula.FormulaOptions;
import dev.bivouac.rehearsal.formula.SearchedWeb;
import dev.bivouac.rehearsal.model.FaultPlan;
import dev.bivouac.rehearsal.model.ModelOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a rehearsal plays.
 *
 * @param clock tells the day of the bundled news
 * @param pages a folder to make the web out of; empty for the bundled site
 * @param model how the model behaves on the wire
 * @param pagePace how long the slowest page takes; zero for as fast as it can
 * @param formulas how the official tools of the model's provider behave
 */
public record RehearsalOptions(
    Clock clock,
    Optional<Path> pages,
    ModelOptions model,
    Duration pagePace,
    FormulaOptions formulas) {
  public RehearsalOptions {
    if (pagePace.isNegative() || pagePace.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("pagePace must be from 0 to 10 minutes, was " + pagePace);
    }
  }

  /** The bundled site, a model that lets every key in, no faults. */
  public static RehearsalOptions of(Clock clock) {
    return new RehearsalOptions(
        clock, Optional.empty(), ModelOptions.DEFAULT, Duration.ZERO, FormulaOptions.DEFAULT);
  }

  /** The same over the HTML files of a folder. */
  public RehearsalOptions pages(Path folder) {
    return new RehearsalOptions(clock, Optional.of(folder), model, pagePace, formulas);
  }

  /** The same with this key as the only one let in. */
  public RehearsalOptions key(String key) {
    return model(
        new ModelOptions(
            Optional.of(key), model.models(), model.window(), model.faults(), model.pace()));
  }

  /** The same with other model ids. */
  public RehearsalOptions models(String... ids) {
    return model(
        new ModelOptions(model.key(), List.of(ids), model.window(), model.faults(), model.pace()));
  }

  /** The same with another window, in tokens. */
  public RehearsalOptions window(int tokens) {
    return model(
        new ModelOptions(model.key(), model.models(), tokens, model.faults(), model.pace()));
  }

  /** The same with other faults. */
  public RehearsalOptions faults(FaultPlan faults) {
    return model(
        new ModelOptions(model.key(), model.models(), model.window(), faults, model.pace()));
  }

  /** The same with each answer taking this long. */
  public RehearsalOptions pace(Duration perAnswer) {
    return model(
        new ModelOptions(model.key(), model.models(), model.window(), model.faults(), perAnswer));
  }

  /**
   * The same with pages that take their time, as those of the real web do: each from a quarter of
   * this to the whole, the same page always the same.
   */
  public RehearsalOptions pagePace(Duration slowest) {
    return new RehearsalOptions(clock, pages, model, slowest, formulas);
  }

  /** The same with other faults of official tools. */
  public RehearsalOptions formulaFaults(FormulaFaults faults) {
    return new RehearsalOptions(
        clock, pages, model, pagePace, new FormulaOptions(formulas.web(), faults));
  }

  /** The same with official tools that see another web. */
  public RehearsalOptions formulaWeb(SearchedWeb web) {
    return new RehearsalOptions(
        clock, pages, model, pagePace, new FormulaOptions(Optional.of(web), formulas.faults()));
  }

  private RehearsalOptions model(ModelOptions changed) {
    return new RehearsalOptions(clock, pages, changed, pagePace, formulas);
  }
}
