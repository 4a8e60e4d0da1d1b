package dev.bivouac.persistence.socket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.journal.Entry;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A run that is watched over a socket. One thread receives; any may close it. */
public final class Watched implements AutoCloseable {
  /** Why nothing more comes. */
  public enum End {
    /** Nobody drives the run, or its file was let go of. */
    RESTING,
    /** The run is not in this file. */
    NOT_HERE,
    /** The connection broke: the process has died, or was not willing. */
    BROKEN,
    /** The process is there and says nothing. */
    SILENT
  }

  private final Wire wire;
  private final Duration patience;

  Watched(Wire wire, Duration patience) {
    this.wire = wire;
    this.patience = patience;
  }

  /**
   * Receives until nothing more comes.
   *
   * @param entries told of each entry, in order
   * @param pieces told of what comes between them
   */
  public End receive(RunId run, Consumer<Entry> entries, RunListener pieces) {
    try {
      while (true) {
        Optional<JsonNode> received = wire.receive(patience);
        if (received.isEmpty()) {
          return End.BROKEN;
        }
        switch (Message.read(received.get())) {
          case Message.Written written -> entries.accept(written.entry());
          case Message.Thinking thinking -> pieces.thinking(run, thinking.piece());
          case Message.Speaking speaking -> pieces.text(run, speaking.piece());
          case Message.Discarded discarded -> pieces.attemptDiscarded(run, discarded.failure());
          case Message.Waiting waiting -> pieces.waiting(run, waiting.delay(), waiting.failure());
          case Message.Still still -> {}
          case Message.Resting resting -> {
            return End.RESTING;
          }
          case Message.NotHere none -> {
            return End.NOT_HERE;
          }
          case Message.Head head -> throw new IOException("a run where an entry was due");
          case Message.Done done -> throw new IOException("an end where an entry was due");
          case Message.Refused refused -> {
            return End.BROKEN;
          }
        }
      }
    } catch (SilentException e) {
      return End.SILENT;
    } catch (IOException e) {
      return End.BROKEN;
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
