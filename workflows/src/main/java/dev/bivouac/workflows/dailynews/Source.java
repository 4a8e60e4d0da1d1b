package dev.bivouac.workflows.dailynews;

import java.util.List;

/**
 * One line of the list of sources.
 *
 * @param number that statements cite it by
 * @param addresses that it names, usually one
 * @param end behind its words in the text
 */
record Source(int number, List<String> addresses, int end) {
  boolean isFetched(Articles articles) {
    return addresses.stream().anyMatch(address -> articles.at(address).isPresent());
  }
}
