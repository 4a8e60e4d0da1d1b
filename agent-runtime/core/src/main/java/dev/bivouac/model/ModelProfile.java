package dev.bivouac.model;

import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.Map;
import java.util.Optional;

/** What the kernel must know of a model and LangChain4j cannot tell it. */
public interface ModelProfile {
  /** The provider's name, such as {@code moonshot}. */
  String provider();

  /** The model's id as the provider spells it. */
  String model();

  /** Tokens that fit into one request and its answer together. */
  int contextWindow();

  /**
   * The most tokens of one answer, as far as it is known: some providers count them against their
   * limits before the answer begins.
   */
  default int maxOutput() {
    return 0;
  }

  /** List prices, if they are known. */
  Optional<Prices> prices();

  /**
   * Parameters of every request of one run, besides messages and tools, such as a cache key.
   *
   * @param run the run that asks; the same run always gets the same parameters
   */
  ChatRequestParameters parameters(RunId run);

  /**
   * SHA-256 over the bytes that a request will be sent as, in hexadecimal, so that the journal can
   * prove what was sent; empty if they are not known.
   */
  default Optional<String> bodyDigest(ChatRequest request) {
    return Optional.empty();
  }

  /** The tokens of one answer, with the cached ones and the cost where they are known. */
  Usage usage(ChatResponse response);

  /**
   * What must come back to the provider with this answer besides text, reasoning and calls: the
   * name that the reasoning came under, signatures. Kept in the journal, and put into {@link
   * dev.langchain4j.data.message.AiMessage#attributes()} of every later request.
   */
  Map<String, Object> attributes(ChatResponse response);

  /** Sorts what went wrong in a call. Never null, for any exception. */
  ModelFailure failure(Throwable error);
}
