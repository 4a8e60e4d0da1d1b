package dev.bivouac.kimi;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** LangChain4j's request parameters and the prompt cache key. */
public final class KimiRequestParameters extends DefaultChatRequestParameters {
  private final @Nullable String promptCacheKey;

  private KimiRequestParameters(Builder builder) {
    super(builder);
    this.promptCacheKey = builder.promptCacheKey;
  }

  /** Sets few of many parameters. */
  public static Builder builder() {
    return new Builder();
  }

  /** Names a conversation, so that the vendor finds what it cached of it. */
  public Optional<String> promptCacheKey() {
    return Optional.ofNullable(promptCacheKey);
  }

  @Override
  public ChatRequestParameters overrideWith(ChatRequestParameters that) {
    return builder().overrideWith(this).overrideWith(that).build();
  }

  @Override
  public ChatRequestParameters defaultedBy(ChatRequestParameters that) {
    return builder().overrideWith(that).overrideWith(this).build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof KimiRequestParameters that
        && Objects.equals(promptCacheKey, that.promptCacheKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), promptCacheKey);
  }

  @Override
  public String toString() {
    return "KimiRequestParameters{promptCacheKey='%s', %s}"
        .formatted(promptCacheKey, super.toString());
  }

  /** Collects parameters. */
  public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {
    private @Nullable String promptCacheKey;

    private Builder() {}

    /** A stable id of the conversation or the task. */
    public Builder promptCacheKey(String key) {
      this.promptCacheKey = key;
      return this;
    }

    @Override
    public Builder overrideWith(ChatRequestParameters parameters) {
      super.overrideWith(parameters);
      if (parameters instanceof KimiRequestParameters kimi && kimi.promptCacheKey != null) {
        promptCacheKey = kimi.promptCacheKey;
      }
      return this;
    }

    @Override
    public KimiRequestParameters build() {
      return new KimiRequestParameters(this);
    }
  }
}
