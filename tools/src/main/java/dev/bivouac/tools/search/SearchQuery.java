package dev.bivouac.tools.search;

/**
 * What to search for.
 *
 * @param text the words, as a person would type them
 * @param maxResults from 1 to 20
 */
public record SearchQuery(String text, int maxResults, Recency recency) {
  private static final int MAX_LENGTH = 400;

  public SearchQuery {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "text must have from 1 to %d characters, had %d".formatted(MAX_LENGTH, text.length()));
    }
    if (maxResults < 1 || maxResults > 20) {
      throw new IllegalArgumentException("maxResults must be from 1 to 20, was " + maxResults);
    }
  }
}
