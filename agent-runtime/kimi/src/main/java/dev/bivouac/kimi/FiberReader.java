package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.kimi.FormulaHost.Came;
import dev.bivouac.run.Text;
import java.util.Locale;
import java.util.Optional;

/** Reads what became of one call of a formula. */
final class FiberReader {
  private static final int MOST_OF_FAILURE = 8000;
  private static final String SUCCEEDED = "succeeded";

  private final FormulaTrouble.Teller teller;
  private final String function;

  /** What became of it. */
  sealed interface Fiber {
    /** The result, letter for letter. */
    record Succeeded(String text) implements Fiber {}

    /** There is none. */
    record Failed(FormulaTrouble trouble) implements Fiber {}
  }

  FiberReader(FormulaTrouble.Teller teller, String function) {
    this.teller = teller;
    this.function = function;
  }

  Fiber read(Came came) {
    Optional<JsonNode> fiber = json(came);
    return fiber.isEmpty() ? new Fiber.Failed(teller.noJson(came)) : read(fiber.get());
  }

  /** An object, read strictly: bytes that are no UTF-8 could not be passed on as they came. */
  static Optional<JsonNode> json(Came came) {
    return came.intact()
        ? WireJson.parse(came.body()).filter(JsonNode::isObject)
        : Optional.empty();
  }

  private Fiber read(JsonNode fiber) {
    String status = WireJson.text(fiber, "status");
    JsonNode context = fiber.path("context");
    if (!status.equals(SUCCEEDED)) {
      return failed(
          reason(fiber, context)
              .map(said -> "%s failed: %s".formatted(function, said))
              .orElseGet(() ->
                  "%s failed and did not say why (its status is '%s')."
                      .formatted(function, Texts.shorten(status, 60))));
    }
    JsonNode open = context.path("output");
    JsonNode sealed = context.path("encrypted_output");
    if (open.isTextual() && !open.textValue().isEmpty()) {
      return new Fiber.Succeeded(open.textValue());
    }
    if (sealed.isTextual()) {
      return new Fiber.Succeeded(sealed.textValue());
    }
    if (open.isTextual()) {
      return new Fiber.Succeeded("");
    }
    return failed(
        reason(fiber, context)
            .map(said -> "%s failed: %s".formatted(function, said))
            .orElseGet(() -> without(context, open, sealed)));
  }

  private String without(JsonNode context, JsonNode open, JsonNode sealed) {
    JsonNode other = open.isMissingNode() || open.isNull() ? sealed : open;
    String what =
        context.isObject()
            ? other.isMissingNode() || other.isNull()
                ? "no output"
                : "an output that is no text but of type "
                    + other.getNodeType().name().toLowerCase(Locale.ROOT)
            : "no context, where the output belongs";
    return "%s succeeded, says %s, but its answer has %s.".formatted(function, teller.host(), what);
  }

  /** {@code error} first, then {@code context.error}: a text, or an object with a message. */
  private Optional<String> reason(JsonNode fiber, JsonNode context) {
    return text(fiber.path("error")).or(() -> text(context.path("error")));
  }

  private Optional<String> text(JsonNode error) {
    String said =
        error.isTextual()
            ? error.textValue()
            : error.isObject() && error.path("message").isTextual()
                ? error.path("message").textValue()
                : error.isContainerNode() && !error.isEmpty() ? error.toString() : "";
    return Optional.of(Text.cut(teller.redactor().redact(said.strip()), MOST_OF_FAILURE))
        .filter(text -> !text.isEmpty());
  }

  private Fiber failed(String sentence) {
    return new Fiber.Failed(teller.lasting(sentence, true));
  }
}
