package dev.bivouac.persistence.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Text;
import java.io.IOException;

/** What one process can ask of the one that holds a store file. */
sealed interface Request {
  /** Which runs are there: the newest, so many at most. */
  record Heads(int most) implements Request {}

  /** One run, if it is there. */
  record Find(RunId run) implements Request {}

  /** The run with this key, if it is there. */
  record FindByKey(String key) implements Request {}

  /** A run's entries from a number on. */
  record Entries(RunId run, int from) implements Request {}

  /** The same, and what follows, for as long as somebody drives the run. */
  record Watch(RunId run, int from) implements Request {}

  /** Stop it where it stands. */
  record Stop(RunId run) implements Request {}

  /** End it for good. */
  record Cancel(RunId run, String reason) implements Request {
    private static final int LONGEST_REASON = 500;

    public Cancel {
      reason = Text.cut(reason, LONGEST_REASON);
    }
  }

  /** As it goes over the wire. */
  default ObjectNode write() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return switch (this) {
      case Heads heads -> node.put("ask", "heads").put("most", heads.most());
      case Find find -> node.put("ask", "find").put("run", find.run().value());
      case FindByKey find -> node.put("ask", "findByKey").put("key", find.key());
      case Entries some ->
          node.put("ask", "entries").put("run", some.run().value()).put("from", some.from());
      case Watch watch ->
          node.put("ask", "watch").put("run", watch.run().value()).put("from", watch.from());
      case Stop stop -> node.put("ask", "stop").put("run", stop.run().value());
      case Cancel cancel ->
          node.put("ask", "cancel").put("run", cancel.run().value()).put("reason", cancel.reason());
    };
  }

  /**
   * What was asked.
   *
   * @throws IOException if it is nothing that can be asked
   */
  static Request read(JsonNode node) throws IOException {
    try {
      String ask = node.path("ask").asText();
      return switch (ask) {
        case "heads" -> new Heads(node.path("most").asInt(Integer.MAX_VALUE));
        case "find" -> new Find(run(node));
        case "findByKey" -> new FindByKey(node.required("key").asText());
        case "entries" -> new Entries(run(node), node.path("from").asInt(1));
        case "watch" -> new Watch(run(node), node.path("from").asInt(1));
        case "stop" -> new Stop(run(node));
        case "cancel" -> new Cancel(run(node), node.required("reason").asText());
        default -> throw new IOException("nothing that can be asked");
      };
    } catch (IllegalArgumentException e) {
      throw new IOException("nothing that can be asked", e);
    }
  }

  private static RunId run(JsonNode node) {
    return new RunId(node.required("run").asText());
  }
}
