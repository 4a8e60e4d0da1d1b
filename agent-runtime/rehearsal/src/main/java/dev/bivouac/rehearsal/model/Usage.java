package dev.bivouac.rehearsal.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.rehearsal.text.Json;

/** What a request and its answer cost, in estimated tokens. */
record Usage(int prompt, int completion, int cached) {
  ObjectNode json() {
    return Json.object()
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("total_tokens", prompt + completion)
        .put("cached_tokens", cached);
  }

  Usage withCompletion(int tokens) {
    return new Usage(prompt, tokens, cached);
  }
}
