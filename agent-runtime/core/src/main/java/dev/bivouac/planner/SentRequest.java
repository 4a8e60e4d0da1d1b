package dev.bivouac.planner;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.RunState;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;
import java.util.Optional;

/**
 * A request of a run, built once more from its journal: all that was sent is there, or a function
 * of what is there.
 *
 * @param asked what the journal says of it
 * @param request messages, tools and parameters
 */
public record SentRequest(ModelAsked asked, ChatRequest request) {
  /**
   * The last request that was made for a step.
   *
   * @param entries the whole journal
   * @param step from 1
   * @param parameters of every request of the run, besides messages and tools
   */
  public static Optional<SentRequest> of(
      List<Entry> entries, int step, ChatRequestParameters parameters) {
    for (int i = entries.size() - 1; i > 0; i--) {
      if (entries.get(i).event() instanceof ModelAsked asked && asked.step() == step) {
        RunState before = RunState.replay(entries.subList(0, i));
        var conversation = new Conversation(before.started(), asked.model().provider());
        conversation.catchUp(before);
        return Optional.of(new SentRequest(asked, conversation.request(parameters)));
      }
    }
    return Optional.empty();
  }

  /**
   * How many requests of a journal would have other messages if they were made again: 0 unless the
   * program builds them in another way than the one that made them.
   */
  public static int mismatches(List<Entry> entries) {
    RunState state = RunState.replay(entries.subList(0, 1));
    var conversation = new Conversation(state.started(), state.terms().model().provider());
    int count = 0;
    for (Entry entry : entries.subList(1, entries.size())) {
      if (entry.event() instanceof ModelAsked asked) {
        conversation.catchUp(state);
        count += conversation.digest().equals(asked.digest()) ? 0 : 1;
      }
      state = state.after(entry);
    }
    return count;
  }
}
