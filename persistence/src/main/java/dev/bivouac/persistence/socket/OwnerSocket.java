package dev.bivouac.persistence.socket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunHead;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the process that holds a store file. Every question is a connection of its own.
 *
 * <p>Each method throws {@link SilentException} if nobody answers in time, {@link
 * OtherVersionException} if it is another version that does, and another {@link IOException} if
 * nobody is there or the connection breaks.
 *
 * @param path of its socket
 * @param program name and version of this program
 */
public record OwnerSocket(Path path, String program) {
  /** For connecting and being greeted: a process that was stopped is not waited for longer. */
  private static final Duration GREETING = Duration.ofSeconds(1);

  /** For a line of an answer: whoever has greeted is alive, and may have much to read. */
  private static final Duration ANSWER = Duration.ofSeconds(3);

  /** An entry has at most a tool's longest text and the like. */
  private static final int LONGEST_LINE = 64 * 1024 * 1024;

  /** Its newest runs, so many at most. */
  public List<RunHead> heads(int most) throws IOException {
    return heads(new Request.Heads(most));
  }

  /** One of them, if it is there. */
  public Optional<RunHead> find(RunId run) throws IOException {
    return heads(new Request.Find(run)).stream().findFirst();
  }

  /** The run with this key, if it is there. */
  public Optional<RunHead> findByKey(String key) throws IOException {
    return heads(new Request.FindByKey(key)).stream().findFirst();
  }

  /** The entries of a run from a number on; empty if the run is not there. */
  public Optional<List<Entry>> entries(RunId run, int from) throws IOException {
    try (Wire wire = ask(new Request.Entries(run, from))) {
      var entries = new ArrayList<Entry>();
      while (true) {
        switch (next(wire)) {
          case Message.Written written -> entries.add(written.entry());
          case Message.Done done -> {
            return Optional.of(List.copyOf(entries));
          }
          case Message.NotHere none -> {
            return Optional.empty();
          }
          case Message other -> throw unexpected();
        }
      }
    }
  }

  /** Asks it to stop a run; empty if the run is not there, false if nobody drives it. */
  public Optional<Boolean> stop(RunId run) throws IOException {
    return done(new Request.Stop(run));
  }

  /** Asks it to end a run for good; empty if the run is not there, false if it cannot. */
  public Optional<Boolean> cancel(RunId run, String reason) throws IOException {
    return done(new Request.Cancel(run, reason));
  }

  /** Watches a run from an entry on. */
  public Watched watch(RunId run, int from) throws IOException {
    return new Watched(ask(new Request.Watch(run, from)), ANSWER);
  }

  private List<RunHead> heads(Request request) throws IOException {
    try (Wire wire = ask(request)) {
      var heads = new ArrayList<RunHead>();
      while (true) {
        switch (next(wire)) {
          case Message.Head head -> heads.add(head.head());
          case Message.Done done -> {
            return heads;
          }
          case Message other -> throw unexpected();
        }
      }
    }
  }

  private Optional<Boolean> done(Request request) throws IOException {
    try (Wire wire = ask(request)) {
      return switch (next(wire)) {
        case Message.Done done -> Optional.of(done.yes());
        case Message.NotHere none -> Optional.empty();
        case Message.Refused refused -> Optional.of(false);
        case Message other -> throw unexpected();
      };
    }
  }

  private Wire ask(Request request) throws IOException {
    long end = System.nanoTime() + GREETING.toNanos();
    Wire wire = Wire.connect(path, LONGEST_LINE, GREETING);
    boolean asked = false;
    try {
      Optional<JsonNode> greeting = wire.receive(Duration.ofNanos(end - System.nanoTime()));
      Greeting other = Greeting.read(greeting.orElseThrow(OwnerSocket::gone));
      if (!other.isUnderstood()) {
        throw new OtherVersionException(other.program());
      }
      wire.send(Greeting.of(program).with(request.write()), ANSWER);
      asked = true;
      return wire;
    } finally {
      if (!asked) {
        wire.close();
      }
    }
  }

  private static Message next(Wire wire) throws IOException {
    return Message.read(wire.receive(ANSWER).orElseThrow(OwnerSocket::gone));
  }

  private static IOException gone() {
    return new IOException("the other process has gone");
  }

  private static IOException unexpected() {
    return new IOException("the other process answers something else");
  }
}
