package dev.bivouac.rehearsal.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.rehearsal.http.ConnectionCut;
import dev.bivouac.rehearsal.http.Waiting;
import dev.bivouac.rehearsal.text.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Streams one answer, at its pace and with its fault. */
final class StreamedAnswer {
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(5);
  private static final int EVENTS_PER_COMMENT = 20;

  /**
   * What every chunk repeats.
   *
   * @param created seconds since 1970
   */
  record Envelope(String id, long created, String model) {
    ObjectNode chunk() {
      return Json.object()
          .put("id", id)
          .put("object", "chat.completion.chunk")
          .put("created", created)
          .put("model", model);
    }
  }

  private final Envelope envelope;
  private final Usage usage;
  private final boolean includeUsage;
  private final Fault fault;
  private final Waiting waiting;
  private Duration waitPerEvent = Duration.ZERO;
  private Duration owed = Duration.ZERO;
  private int events;

  StreamedAnswer(
      Envelope envelope, Usage usage, boolean includeUsage, Fault fault, Waiting waiting) {
    this.envelope = envelope;
    this.usage = usage;
    this.includeUsage = includeUsage;
    this.fault = fault;
    this.waiting = waiting;
  }

  void send(Answer answer, Duration pace, OutputStream out) throws IOException {
    Deltas deltas = Deltas.of(answer, fault != Fault.MISSING_INDEX);
    waitPerEvent = pace.dividedBy(deltas.reasoning().size() + deltas.rest().size() + 1L);
    var stream = new EventStream(out, fault, waiting);
    delta(stream, Json.object().put("role", "assistant").put("content", ""));
    stream.comment("rehearsal");
    int half = deltas.reasoning().size() / 2;
    deltas(stream, deltas.reasoning().subList(0, half));
    if (endsAmidReasoning(stream)) {
      return;
    }
    deltas(stream, deltas.reasoning().subList(half, deltas.reasoning().size()));
    half = deltas.rest().size() / 2;
    deltas(stream, deltas.rest().subList(0, half));
    if (fault == Fault.CUT_IN_ANSWER) {
      stream.flush();
      throw new ConnectionCut("fault CUT_IN_ANSWER");
    }
    if (fault == Fault.ENDED_EARLY) {
      stream.flush();
      return;
    }
    deltas(stream, deltas.rest().subList(half, deltas.rest().size()));
    finish(stream, answer.finish());
  }

  private boolean endsAmidReasoning(EventStream stream) throws IOException {
    switch (fault) {
      case CUT_IN_REASONING -> {
        stream.flush();
        throw new ConnectionCut("fault CUT_IN_REASONING");
      }
      case STALL -> {
        stream.flush();
        waiting.pause(Duration.ofHours(1));
      }
      case ERROR_IN_STREAM -> {
        ObjectNode body = Json.object();
        body.putObject("error")
            .put("type", "engine_overloaded_error")
            .put("message", "The engine is currently overloaded, please try again later");
        stream.event(Json.write(body));
        stream.flush();
        return true;
      }
      default -> {}
    }
    return false;
  }

  private void deltas(EventStream stream, List<ObjectNode> deltas) throws IOException {
    for (ObjectNode delta : deltas) {
      delta(stream, delta);
      owed = owed.plus(waitPerEvent);
      if (owed.compareTo(SHORTEST_WAIT) > 0) {
        stream.flush();
        waiting.pause(owed);
        owed = Duration.ZERO;
      }
    }
  }

  private void delta(EventStream stream, ObjectNode delta) throws IOException {
    ObjectNode chunk = envelope.chunk();
    ObjectNode choice = chunk.putArray("choices").addObject();
    choice.put("index", 0).set("delta", delta);
    choice.putNull("finish_reason");
    if (fault == Fault.GROWING_USAGE) {
      chunk.set("usage", usage.withCompletion(Math.min(events, usage.completion())).json());
    }
    stream.event(Json.write(chunk));
    events++;
    if (events % EVENTS_PER_COMMENT == 0) {
      stream.comment("still there");
    }
  }

  private void finish(EventStream stream, String reason) throws IOException {
    ObjectNode chunk = envelope.chunk();
    ObjectNode choice = chunk.putArray("choices").addObject();
    choice.put("index", 0).putObject("delta");
    choice.put("finish_reason", reason).set("usage", usage.json());
    stream.event(Json.write(chunk));
    if (includeUsage) {
      ObjectNode last = envelope.chunk();
      last.putArray("choices");
      last.set("usage", usage.json());
      stream.event(Json.write(last));
    }
    if (fault != Fault.NO_DONE) {
      stream.event("[DONE]");
    }
    stream.flush();
  }
}
