package dev.bivouac.workflow;

import dev.bivouac.run.NearNames;
import java.util.Collection;

/** There is no workflow, or no parameter of a workflow, of that name. */
public final class UnknownNameException extends RuntimeException {
  /**
   * Says which names are near.
   *
   * @param what "Workflow", or "Parameter" with its workflow
   */
  public UnknownNameException(String what, String name, Collection<String> known) {
    super("%s '%s' is not known. %s".formatted(what, name, NearNames.hint(name, known)));
  }
}
