package dev.bivouac.kimi;

import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.model.Prices;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the kernel of a Kimi model's window, prices, cached tokens and errors. */
public final class KimiProfile implements ModelProfile {
  private static final List<String> SENT_BACK =
      List.of(Attributes.REASONING_FIELD, Attributes.REASONING_DETAILS);

  private final KimiStreamingChatModel asked;
  private final Provider provider;
  private final String model;
  private final int contextWindow;
  private final Optional<Prices> prices;
  private final FailureSorter sorter;

  private KimiProfile(KimiStreamingChatModel asked, int contextWindow, Optional<Prices> prices) {
    if (contextWindow < 1) {
      throw new IllegalArgumentException("contextWindow must be positive, was " + contextWindow);
    }
    this.asked = asked;
    this.provider = asked.host();
    this.model = asked.model();
    this.contextWindow = contextWindow;
    this.prices = prices;
    this.sorter = new FailureSorter(provider, asked.baseUrl(), model);
  }

  /** The profile of that model at its host. */
  public static KimiProfile of(KimiStreamingChatModel model) {
    ModelFacts facts = ModelFacts.at(model.host(), model.model());
    Provider provider = model.host();
    return new KimiProfile(model, facts.contextWindow(), provider.hosted(model.model()).prices());
  }

  /** The same, for a host that allows another number of tokens. */
  public KimiProfile withContextWindow(int tokens) {
    return new KimiProfile(asked, tokens, prices);
  }

  /** The same with other prices. */
  public KimiProfile withPrices(Prices other) {
    return new KimiProfile(asked, contextWindow, Optional.of(other));
  }

  @Override
  public String provider() {
    return provider.name();
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public int contextWindow() {
    return contextWindow;
  }

  @Override
  public int maxOutput() {
    Integer most = asked.defaultRequestParameters().maxOutputTokens();
    return most == null ? 0 : most;
  }

  @Override
  public Optional<Prices> prices() {
    return prices;
  }

  @Override
  public ChatRequestParameters parameters(RunId run) {
    return provider.dialect().promptCacheKey()
        ? KimiRequestParameters.builder().promptCacheKey(run.value()).build()
        : DefaultChatRequestParameters.EMPTY;
  }

  @Override
  public Optional<String> bodyDigest(ChatRequest request) {
    return Optional.of(asked.digest(request));
  }

  @Override
  public Usage usage(ChatResponse response) {
    TokenUsage tokens = response.tokenUsage();
    if (tokens == null) {
      return Usage.NONE;
    }
    long input = orZero(tokens.inputTokenCount());
    long output = orZero(tokens.outputTokenCount());
    if (!(tokens instanceof KimiTokenUsage kimi)) {
      return new Usage(input, 0, output, prices.map(list -> list.of(input, 0, output)));
    }
    long cached = kimi.cachedTokens();
    return new Usage(
        input,
        cached,
        output,
        kimi.cost()
            .map(usd -> new Cost(usd, false))
            .or(() -> prices.map(list -> list.of(input, cached, output))));
  }

  private static long orZero(@Nullable Integer count) {
    return count == null ? 0 : Math.max(0, count);
  }

  @Override
  public Map<String, Object> attributes(ChatResponse response) {
    Map<String, Object> all = response.aiMessage().attributes();
    Map<String, Object> back = new LinkedHashMap<>();
    for (String name : SENT_BACK) {
      if (all.containsKey(name)) {
        back.put(name, all.get(name));
      }
    }
    return back;
  }

  @Override
  public ModelFailure failure(Throwable error) {
    return sorter.sort(error);
  }
}
