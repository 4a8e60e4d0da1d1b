package dev.bivouac.rehearsal.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A web that can be searched and served: the bundled news site, or a folder of pages. */
public interface Site {
  /** The host names of its addresses, in lower case. */
  Set<String> hosts();

  /** What is at this address; empty for nothing. */
  Optional<ServedPage> at(String host, String path);

  /** Every page that can be found, newest first where a page tells its day. */
  List<Page> pages();

  /** How many files were left out because they could not be read. */
  int skipped();
}
