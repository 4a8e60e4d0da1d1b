package dev.bivouac.kimi;

import dev.bivouac.model.ModelFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a host said when it was asked about itself.
 *
 * @param said what it said
 * @param time the host's clock as it answered, to the second; empty if it did not tell
 */
public record HostAnswer(Said said, Optional<Instant> time) {
  /** One of the things that a host may say. */
  public sealed interface Said {
    /** The models it serves to the key that was sent. */
    record Models(List<String> ids) implements Said {
      public Models {
        ids = List.copyOf(ids);
      }
    }

    /**
     * What is left on the account behind the key.
     *
     * @param words for people
     * @param enough false if the host will refuse calls for want of money
     */
    record Account(String words, boolean enough) implements Said {}

    /**
     * It answers, but not this question.
     *
     * @param why one sentence for people
     */
    record NotTold(String why) implements Said {}

    /** It refused, failed, or could not be reached. The message is for people. */
    record Failed(ModelFailure failure) implements Said {}
  }
}
