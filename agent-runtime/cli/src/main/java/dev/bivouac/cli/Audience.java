package dev.bivouac.cli;

import dev.bivouac.planner.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everybody who watches a run that this process drives. */
final class Audience implements AutoCloseable {
  private final List<RunListener> listeners = new ArrayList<>();
  private final Surroundings around;
  private Optional<EventLines> events = Optional.empty();

  private Audience(Surroundings around) {
    this.around = around;
  }

  /** The view that fits where the program's words go. */
  static Audience of(Surroundings around, DriveOptions output) {
    var audience = new Audience(around);
    if (!output.quiet) {
      audience.listeners.add(new ProgressLines(around::say));
    }
    if (output.events) {
      audience.events = Optional.of(new EventLines(around::printJson));
      audience.events.ifPresent(audience.listeners::add);
    }
    return audience;
  }

  /** All of them as one. */
  RunListener listener() {
    return RunListener.all(listeners);
  }

  /** A line for people that stands among what they are shown of the run. */
  void say(String line) {
    around.say(line);
  }

  /** Shows no more; what is said from now on stands below. Done once, however often asked. */
  void end() {}

  @Override
  public void close() {
    end();
    events.ifPresent(EventLines::close);
  }
}
