package dev.bivouac.tools.search;

/**
 * What to look for.
 *
 * @param text words
 * @param maxResults from 1 to 20
 * @param recency how old a result may be
 */
public record SearchQuery(String text, int maxResults, Recency recency) {
  /** How old a result may be. Places that know no dates may ignore it. */
  public enum Recency {
    ANY,
    DAY,
    WEEK,
    MONTH
  }
}
