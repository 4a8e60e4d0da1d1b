package dev.bivouac.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.run.RunId;
import java.util.Optional;

/**
 * What one process asks of another that drives a run.
 *
 * @param cancelled why the run is to end for good; empty if it is only to stop
 * @param answerTo where the answer is waited for
 */
record PostgresRequest(RunId run, Optional<String> cancelled, String answerTo) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A notification holds 8000 bytes. */
  private static final int LONGEST_REASON = 1000;

  String text() {
    var node = JSON.createObjectNode().put("run", run.value()).put("answerTo", answerTo);
    cancelled.ifPresent(reason ->
        node.put("cancel", reason.substring(0, Math.min(LONGEST_REASON, reason.length()))));
    return node.toString();
  }

  /** Empty if it is of another version. */
  static Optional<PostgresRequest> read(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return Optional.of(
          new PostgresRequest(
              new RunId(node.required("run").asText()),
              Optional.ofNullable(node.get("cancel")).map(JsonNode::asText),
              node.required("answerTo").asText()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
