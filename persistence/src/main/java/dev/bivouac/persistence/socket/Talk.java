package dev.bivouac.persistence.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.RunControl;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, at the end that answers. */
final class Talk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

  /** How long a request may take to come, and a line to be taken off. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How often whoever watches hears that there is somebody. */
  private static final Duration PULSE = Duration.ofMillis(500);

  private final Wire wire;
  private final Served served;
  private final Station station;
  private volatile boolean finishing;
  private volatile Optional<Watcher> watching = Optional.empty();

  Talk(Wire wire, Served served, Station station) {
    this.wire = wire;
    this.served = served;
    this.station = station;
  }

  /** Greets, hears what is asked, answers. */
  void hold() {
    try {
      wire.send(station.greeting().with(JsonNodeFactory.instance.objectNode()), PATIENCE);
      Optional<JsonNode> asked = wire.receive(PATIENCE);
      if (asked.isPresent() && Greeting.read(asked.get()).isUnderstood()) {
        answer(Request.read(asked.get()));
      }
    } catch (IOException | JournalFailedException e) {
      LOG.debug("A connection to the store's socket was cut", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Comes to its end as soon as what there is was sent. */
  void finish() {
    finishing = true;
    watching.ifPresent(Watcher::wake);
  }

  private void answer(Request request) throws IOException, InterruptedException {
    switch (request) {
      case Request.Heads heads -> sendHeads(served.heads(heads.most()));
      case Request.Find find -> sendHeads(served.find(find.run()).stream().toList());
      case Request.FindByKey find -> sendHeads(served.findByKey(find.key()).stream().toList());
      case Request.Entries some -> entries(some);
      case Request.Watch watch -> watch(watch);
      case Request.Stop stop -> stop(stop);
      case Request.Cancel cancel -> cancel(cancel);
    }
  }

  private void sendHeads(List<RunHead> heads) throws IOException {
    for (RunHead head : heads) {
      send(new Message.Head(withWork(head)));
    }
    send(new Message.Done(true));
  }

  private RunHead withWork(RunHead head) {
    return new RunHead(
        head.id(),
        head.key(),
        head.stored(),
        head.status(),
        head.position(),
        head.holder()
            .map(holder ->
                new Holder(
                    holder.process(),
                    holder.since(),
                    station.isAtWork(head.id(), holder.atWork()))));
  }

  private void entries(Request.Entries asked) throws IOException {
    if (served.find(asked.run()).isEmpty()) {
      send(new Message.NotHere());
      return;
    }
    int unused = sendEntries(asked.run(), asked.from());
    send(new Message.Done(true));
  }

  /** The number of the entry that comes next. */
  private int sendEntries(RunId run, int from) throws IOException {
    int next = from;
    List<Entry> page = served.entries(run, next);
    while (!page.isEmpty()) {
      for (Entry entry : page) {
        send(new Message.Written(run, entry));
      }
      next = page.getLast().number() + 1;
      page = served.entries(run, next);
    }
    return next;
  }

  private void watch(Request.Watch asked) throws IOException, InterruptedException {
    RunId run = asked.run();
    if (served.find(run).isEmpty()) {
      send(new Message.NotHere());
      return;
    }
    Watcher watcher = station.broadcast().join(run);
    watching = Optional.of(watcher);
    try {
      int next = sendEntries(run, asked.from());
      while (true) {
        // Asked before what has come is taken: nothing can come after the answer was no.
        boolean last = finishing || !isAtWork(run);
        next = pass(watcher, watcher.take(last ? Duration.ZERO : PULSE), next);
        if (last) {
          int unused = sendEntries(run, next);
          send(new Message.Resting());
          return;
        }
      }
    } finally {
      station.broadcast().leave(watcher);
    }
  }

  private boolean isAtWork(RunId run) {
    return station
        .control()
        .map(asked -> asked.isAtWork(run))
        .orElseGet(() -> served.find(run).filter(head -> !head.status().over()).isPresent());
  }

  private int pass(Watcher watcher, List<Message> messages, int from) throws IOException {
    int next = from;
    for (Message message : withoutOutdated(messages, from)) {
      if (!(message instanceof Message.Written written)) {
        send(message);
      } else if (written.entry().number() >= next) {
        // What was missed before it is in the journal.
        next = written.entry().number() == next ? sent(written) : sendEntries(watcher.run(), next);
      }
    }
    if (watcher.hasLost()) {
      next = sendEntries(watcher.run(), next);
    }
    if (messages.isEmpty()) {
      send(new Message.Still());
    }
    return next;
  }

  /** What was said before an entry that was sent already is over. */
  private static List<Message> withoutOutdated(List<Message> messages, int next) {
    for (int i = messages.size(); i > 0; i--) {
      if (messages.get(i - 1) instanceof Message.Written written
          && written.entry().number() < next) {
        return messages.subList(i, messages.size());
      }
    }
    return messages;
  }

  private int sent(Message.Written written) throws IOException {
    send(written);
    return written.entry().number() + 1;
  }

  private void stop(Request.Stop asked) throws IOException {
    if (served.find(asked.run()).isEmpty()) {
      send(new Message.NotHere());
    } else {
      send(new Message.Done(station.control().map(to -> to.stop(asked.run())).orElse(false)));
    }
  }

  private void cancel(Request.Cancel asked) throws IOException {
    Optional<RunControl> control = station.control();
    if (served.find(asked.run()).isEmpty()) {
      send(new Message.NotHere());
    } else if (control.isEmpty()) {
      send(new Message.Refused("it only keeps the run"));
    } else {
      control.get().cancel(asked.run(), asked.reason());
      send(new Message.Done(true));
    }
  }

  private void send(Message message) throws IOException {
    wire.send(message.write(), PATIENCE);
  }

  @Override
  public void close() {
    wire.close();
  }
}
