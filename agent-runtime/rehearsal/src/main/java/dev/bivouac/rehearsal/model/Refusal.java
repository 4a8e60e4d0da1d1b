package dev.bivouac.rehearsal.model;

import dev.bivouac.rehearsal.text.Json;

/**
 * Why a request is not answered, in the words of the real API.
 *
 * @param status the HTTP status
 * @param type the value of {@code error.type}
 */
record Refusal(int status, String type, String message) {
  static Refusal badRequest(String message) {
    return new Refusal(400, "invalid_request_error", message);
  }

  byte[] body() {
    var body = Json.object();
    body.putObject("error").put("type", type).put("message", message);
    return Json.bytes(body);
  }
}
