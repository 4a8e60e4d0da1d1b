package dev.bivouac.cli;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.ModelChoice;
import dev.bivouac.journal.RunHead;
import dev.bivouac.kimi.KimiProfile;
import dev.bivouac.kimi.KimiStreamingChatModel;
import dev.bivouac.kimi.Provider;
import dev.bivouac.planner.SentRequest;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The JSON that a run sent to its model, built once more from the journal and held against it. */
final class RequestText {
  /** Nothing is sent there: the bytes of a request do not depend on where it goes. */
  private static final String NOWHERE = "http://localhost/v1";

  private final RunHead head;
  private final List<Entry> entries;

  RequestText(RunHead head, List<Entry> entries) {
    this.head = head;
    this.entries = entries;
  }

  /** Writes the last request of a step to standard output, byte by byte as it was sent. */
  void write(Surroundings around, Config config, int step) {
    ModelChoice choice = choice(step);
    Provider provider =
        ModelWiring.knownProvider(config.providers(), choice.provider())
            .orElseThrow(() ->
                new UsageException(
                    "Run %s asked provider '%s', whose wire this program does not know, so its JSON cannot be built."
                        .formatted(head.id(), choice.provider())));
    KimiStreamingChatModel model =
        KimiStreamingChatModel.builder()
            .provider(provider)
            .baseUrl(NOWHERE)
            .model(choice.model())
            .build();
    SentRequest sent =
        SentRequest.of(entries, step, KimiProfile.of(model).parameters(head.id())).orElseThrow();
    String digest = model.digest(sent.request());
    if (sent.asked().body().filter(digest::equals).isEmpty()) {
      around.say(
          "This is not byte for byte what was sent: %s"
              .formatted(
                  sent.asked()
                      .body()
                      .map(was ->
                          "the journal has the digest %s, and this is %s.".formatted(was, digest))
                      .orElse("the journal of this run has no digest of it.")));
    }
    byte[] body = model.body(sent.request());
    if (around.isTerminal(Streams.Standard.OUT)) {
      around.printJson(new String(body, StandardCharsets.UTF_8));
    } else {
      around.out().writeBytes(body);
      around.out().flush();
    }
  }

  private ModelChoice choice(int step) {
    return SentRequest.of(entries, step, DefaultChatRequestParameters.EMPTY)
        .orElseThrow(() ->
            new UsageException("Run %s asked nothing for step %d.".formatted(head.id(), step)))
        .asked()
        .model();
  }
}
