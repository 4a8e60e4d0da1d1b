package dev.bivouac.persistence.socket;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunHead;
import dev.bivouac.run.RunId;
import java.util.List;
import java.util.Optional;

/** What a server reads from: one store file, as the process that holds it sees it. */
public interface Served {
  /** The newest runs of the file, so many at most. */
  List<RunHead> heads(int most);

  /** One of them, if it is there. */
  Optional<RunHead> find(RunId run);

  /** The run with this key, if it is there. */
  Optional<RunHead> findByKey(String key);

  /**
   * Some entries of a run, in order; none if there is no such entry.
   *
   * @param from the number of the first
   */
  List<Entry> entries(RunId run, int from);
}
