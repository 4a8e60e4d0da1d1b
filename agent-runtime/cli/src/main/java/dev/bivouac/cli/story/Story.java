package dev.bivouac.cli.story;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.Usage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run from its first entry to its last: a pure function of its journal, which may end anywhere.
 *
 * @param state where it stands after the last entry
 * @param started when it was started
 * @param last when its last entry was written
 * @param chapters its steps; one that nobody has answered yet included
 * @param spending what was used up by then, after each request that cost something
 * @param paid where the figure of its cost comes from
 */
public record Story(
    RunState state,
    Mark started,
    Mark last,
    List<Chapter> chapters,
    List<Spent> spending,
    Paid paid) {
  /**
   * How much had been used at some moment.
   *
   * @param step the step that used the last of it
   * @param total tokens and money since the run was started
   */
  public record Spent(Mark mark, int step, Usage total) {}

  public Story {
    chapters = List.copyOf(chapters);
    spending = List.copyOf(spending);
  }

  /**
   * The story of a run.
   *
   * @param entries its journal, at least the first entry
   * @throws dev.bivouac.journal.JournalFailedException if the journal is not one
   */
  public static Story of(List<Entry> entries) {
    return Teller.tell(entries);
  }

  /** What was asked for, as it was said to the model. */
  public String goal() {
    return state.started().opening().messages().stream()
        .filter(message -> message.role() == OpeningMessage.Role.USER)
        .map(OpeningMessage::text)
        .collect(Collectors.joining("\n\n"));
  }

  /** True if no language model took part. */
  public boolean rehearsal() {
    return state.started().spec().setting().wiring().containsKey("rehearsal");
  }
}
