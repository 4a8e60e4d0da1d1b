package dev.bivouac.planner;

import dev.bivouac.journal.ModelChoice;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.retry.Restraint;
import dev.langchain4j.model.chat.StreamingChatModel;

/**
 * A model at one provider.
 *
 * @param model is asked
 * @param profile what is known of it
 * @param restraint what holds its calls back
 */
public record ServedModel(StreamingChatModel model, ModelProfile profile, Restraint restraint) {
  /** What the journal says of it. */
  public ModelChoice choice() {
    return ModelChoice.of(profile);
  }
}
