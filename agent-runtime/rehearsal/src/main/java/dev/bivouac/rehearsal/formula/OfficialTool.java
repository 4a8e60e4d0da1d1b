package dev.bivouac.rehearsal.formula;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An official tool.
 *
 * @param functions each as it is declared, one JSON object
 * @param isSealed true if only the model may read its results
 * @param deed carries a call out
 */
record OfficialTool(List<String> functions, boolean isSealed, Deed deed) {
  /** What a call does. */
  @FunctionalInterface
  interface Deed {
    /**
     * The result.
     *
     * @throws IllegalArgumentException with a sentence for the model
     */
    String carryOut(String function, JsonNode arguments);
  }

  /** True if it has this function. */
  boolean has(String function) {
    return functions.stream().anyMatch(one -> one.contains("\"name\":\"" + function + "\""));
  }
}
