package dev.bivouac.rehearsal.formula;

import java.util.Optional;

/** A web as official tools see it. */
public interface SearchedWeb {
  /** What a search finds, as a list for people. */
  String search(String words);

  /** The text of a page; empty if there is none. */
  Optional<String> read(String address);
}
