package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host says went wrong, in whatever form it says so.
 *
 * @param status the HTTP status that the error itself names, or 0
 * @param type the vendor's word for it, such as {@code rate_limit_reached_error}; may be empty
 * @param message the sentence that came; may be empty
 */
record VendorError(int status, String type, String message) {
  private static final int MAX_MESSAGE = 500;
  private static final int MAX_TYPE = 80;
  private static final int MAX_NESTING = 4;
  private static final Pattern TITLE =
      Pattern.compile(
          "<title[^>]{0,200}>(.{0,400}?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Reads the body of an answer with an error status: JSON of several shapes, HTML, plain text. */
  static VendorError ofBody(String body, Redactor redactor) {
    String text = body.strip();
    Optional<JsonNode> json = text.startsWith("{") ? WireJson.parse(text) : Optional.empty();
    if (json.isPresent()) {
      return of(json.get(), redactor);
    }
    if (text.startsWith("<")) {
      Matcher title = TITLE.matcher(text);
      String words = title.find() ? title.group(1) : "a web page without a title";
      return new VendorError(0, "", clean(words, MAX_MESSAGE, redactor));
    }
    return new VendorError(0, "", clean(text, MAX_MESSAGE, redactor));
  }

  /** Reads an error object, or an object that holds one. */
  static VendorError of(JsonNode json, Redactor redactor) {
    JsonNode error = json;
    for (int i = 0; i < MAX_NESTING && hasInner(error); i++) {
      error = error.path("error");
    }
    if (error.isTextual()) {
      return new VendorError(0, "", clean(error.asText(), MAX_MESSAGE, redactor));
    }
    String type = type(error);
    String message = firstText(error, "message", "msg", "detail");
    Optional<JsonNode> upstream =
        WireJson.parse(WireJson.text(error.path("metadata"), "raw")).filter(JsonNode::isObject);
    if (upstream.isPresent()) {
      VendorError inner = of(upstream.get(), redactor);
      type = type.isEmpty() ? inner.type() : type;
      message = inner.message().isEmpty() ? message : message + ": " + inner.message();
    }
    return new VendorError(
        status(error.path("code")),
        clean(type, MAX_TYPE, redactor),
        clean(message, MAX_MESSAGE, redactor));
  }

  private static boolean hasInner(JsonNode error) {
    return error.path("error").isObject() || error.path("error").isTextual();
  }

  private static String type(JsonNode error) {
    String type = WireJson.text(error, "type");
    if (!type.isEmpty() && !type.equals("<nil>")) {
      return type;
    }
    JsonNode code = error.path("code");
    return code.isTextual() && status(code) == 0 ? code.asText() : "";
  }

  private static String firstText(JsonNode error, String... names) {
    for (String name : names) {
      JsonNode value = error.path(name);
      if (value.isTextual() && !value.asText().isBlank()) {
        return value.asText();
      }
      if (value.isContainerNode()) {
        return value.toString();
      }
    }
    return "";
  }

  private static int status(JsonNode code) {
    int status = code.asInt(0);
    return status >= 400 && status <= 599 ? status : 0;
  }

  private static String clean(String text, int max, Redactor redactor) {
    return Texts.shorten(redactor.redact(text), max);
  }
}
