package dev.bivouac.kimi;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an account may ask of a provider. What is absent is not limited, or not known.
 *
 * @param concurrency calls at the same time
 * @param requestsPerMinute calls begun in a minute
 * @param tokensPerMinute tokens sent and allowed for answers, in a minute
 * @param tokensPerDay the same in a day
 */
public record Tier(
    OptionalInt concurrency,
    OptionalInt requestsPerMinute,
    OptionalLong tokensPerMinute,
    OptionalLong tokensPerDay) {}
