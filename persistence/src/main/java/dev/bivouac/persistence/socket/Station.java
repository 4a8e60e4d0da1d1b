package dev.bivouac.persistence.socket;

import dev.bivouac.journal.RunControl;
import dev.bivouac.run.RunId;
import java.util.Optional;

/** What a store tells and lets other processes do beside what its files say. */
public final class Station {
  private final Greeting greeting;
  private final Broadcast broadcast = new Broadcast();
  private volatile Optional<RunControl> control = Optional.empty();

  /**
   * Nobody drives runs yet.
   *
   * @param program name and version, for other versions
   */
  public Station(String program) {
    this.greeting = Greeting.of(program);
  }

  Greeting greeting() {
    return greeting;
  }

  /** Who passes on what happens. */
  public Broadcast broadcast() {
    return broadcast;
  }

  /** Who drives the runs, from now on. */
  public void control(RunControl newControl) {
    control = Optional.of(newControl);
  }

  Optional<RunControl> control() {
    return control;
  }

  /**
   * True if somebody drives the run.
   *
   * @param otherwise what is believed where nobody can be asked
   */
  boolean isAtWork(RunId run, boolean otherwise) {
    return control.map(asked -> asked.isAtWork(run)).orElse(otherwise);
  }
}
