package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.eventsOf;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.stateOf;
import static dev.bivouac.journal.Journals.tool;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.model.ScriptedModel.PROFILE;
import static dev.bivouac.model.ScriptedModel.answers;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bivouac.RunRequest;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.run.SettableClock;
import dev.bivouac.run.Text;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolCall;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
  private static final RunState STATE =
      stateOf(
          started(tool("read", Repeat.READS)),
          replied(1, asks("read", "{}")),
          toolFinished(1, 0, "a page"));

  private final Replies replies = new Replies(PROFILE);

  @Test
  void keepsIdsThatDiffer() {
    assertThat(accept(request("a", "read", "{}"), request("b", "read", "{}")).calls())
        .extracting(ToolCall::id)
        .containsExactly("a", "b");
  }

  @Test
  void givesCallsWithoutAnIdAndCallsWithTheSameIdOneOfTheirOwn() {
    assertThat(
            accept(
                    request("a", "read", "{}"),
                    request(null, "read", "{}"),
                    request("", "read", "{}"),
                    request("a", "read", "{}"))
                .calls())
        .extracting(ToolCall::id)
        .containsExactly("a", "read:2", "read:3", "read:4");
  }

  @Test
  void neverMakesUpAnIdThatAnotherCallHas() {
    assertThat(
            accept(
                    request("read:2", "read", "{}"),
                    request(null, "read", "{}"),
                    request("read:3", "read", "{}"))
                .calls())
        .extracting(ToolCall::id)
        .containsExactly("read:2", "read:4", "read:3");
  }

  @ParameterizedTest(name = "\"{0}\" becomes \"{1}\"")
  @CsvSource({
    "read,read",
    "functions.read,read",
    "raed,raed",
    "read page,read_page",
    "7up,unnamed_7up",
    "x,unnamed_x",
    "'',unnamed_",
    "\uD83C\uDFD5\uD83C\uDFD5,unnamed___"
  })
  void makesNamesThatAProviderAccepts(String name, String accepted) {
    assertThat(accept(request("a", name, "{}")).calls())
        .extracting(ToolCall::name)
        .containsExactly(accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "7"})
  void cutsNamesThatAreTooLong(String letter) {
    assertThat(accept(request("a", letter.repeat(100), "{}")).calls().getFirst().name())
        .hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"page\":", "{} and more", "{'page':1}", "\uD83C\uDFD5", "[1]", "7"})
  void keepsBrokenArgumentsOutOfTheConversation(String arguments) {
    ToolCall call = accept(request("a", "read", arguments)).calls().getFirst();

    assertThat(call.arguments()).isEqualTo("{}");
    assertThat(call.defect())
        .hasValueSatisfying(defect -> {
          assertThat(defect).endsWith(": " + arguments);
          assertThat(Text.wellFormed(defect)).isEqualTo(defect);
        });
  }

  @Test
  void takesNoArgumentsForAnEmptyObject() {
    assertThat(accept(request("a", "read", ""), request("b", "read", null)).calls())
        .extracting(ToolCall::arguments, ToolCall::defect)
        .containsOnly(tuple("{}", Optional.empty()));
  }

  @Test
  void tellsTheModelWhatWasWrongWithItsArguments() {
    var model =
        scripted(answers(response(request("a", "read", "{\"page\":"))), answers(says("I see.")));
    var desk = new Desk();

    Runtimes.runtime(journal(), model, desk).run(RunRequest.goal("Read."));

    assertThat(desk.calls).isEmpty();
    assertThat(model.conversations().getLast().getLast())
        .isInstanceOfSatisfying(
            ToolExecutionResultMessage.class,
            result ->
                assertThat(result.text())
                    .startsWith("The arguments of read were not carried out: they are not valid")
                    .endsWith("{\"page\": Call it again with one JSON object."));
  }

  @Test
  void repairsHalvesOfCharacters() {
    var response =
        ChatResponse.builder()
            .aiMessage(
                AiMessage.builder()
                    .thinking("\uD83C thought")
                    .text("\uDFD5 text")
                    .attributes(Map.of("signature", "\uD83C"))
                    .toolExecutionRequests(
                        List.of(request("\uD83C", "read", "{\"page\":\"\uD83C\"}")))
                    .build())
            .build();

    ModelReply reply = replies.accept(STATE, response);

    assertThat(reply.reasoning()).contains("\uFFFD thought");
    assertThat(reply.text()).isEqualTo("\uFFFD text");
    assertThat(reply.calls().getFirst().id()).isEqualTo("\uFFFD");
    assertThat(reply.calls().getFirst().arguments()).isEqualTo("{\"page\":\"\uFFFD\"}");
    assertThat(reply.origin().attributes()).isEqualTo("{\"signature\":\"\uFFFD\"}");
  }

  @Test
  void keepsWhereTheReplyCameFrom() {
    var message = AiMessage.builder().text("Done.").attributes(Map.of("kept", List.of(1, "a")));
    var response =
        ChatResponse.builder()
            .aiMessage(message.build())
            .modelName("script-2")
            .finishReason(FinishReason.STOP)
            .tokenUsage(new TokenUsage(7, 3))
            .build();

    ModelReply reply = replies.accept(STATE, response);

    assertThat(reply.origin())
        .isEqualTo(new ModelReply.Origin("scripted", "script-2", "stop", "{\"kept\":[1,\"a\"]}"));
    assertThat(reply.usage().total()).isEqualTo(10);
  }

  @Test
  void acceptsAReplyThatSaysNothingAboutItself() {
    var bare = ChatResponse.builder().aiMessage(AiMessage.from("Done.")).build();

    assertThat(replies.accept(STATE, bare).origin())
        .isEqualTo(new ModelReply.Origin("scripted", "script", "", "{}"));
  }

  @Test
  void leavesOutAttributesThatNoJournalCanHold() {
    var message =
        AiMessage.builder()
            .text("Done.")
            .attributes(Map.of("kept", "x", "raw", new Object(), "list", List.of(new Object())));

    var response = ChatResponse.builder().aiMessage(message.build()).build();

    assertThat(replies.accept(STATE, response).origin().attributes()).isEqualTo("{\"kept\":\"x\"}");
  }

  @Test
  void rejectsWhatIsNoAnswer() {
    assertThat(rejected(" ", FinishReason.STOP)).contains(Kind.EMPTY);
    assertThat(rejected("Half a sen", FinishReason.LENGTH)).contains(Kind.EMPTY);
    assertThat(rejected("Half a sen", FinishReason.CONTENT_FILTER)).contains(Kind.FILTERED);
    assertThat(rejected("Done.", FinishReason.STOP)).isEmpty();
    assertThat(replies.reject(response(request("a", "read", "{}")))).isEmpty();
  }

  @Test
  void asksAgainAfterAnEmptyReplyAndCountsWhatItCost() {
    MemoryJournal journal = journal();
    var empty =
        ChatResponse.builder()
            .aiMessage(AiMessage.builder().thinking("Hm.").build())
            .finishReason(FinishReason.STOP)
            .tokenUsage(new TokenUsage(1000, 1))
            .build();
    var model = scripted(answers(empty), answers(says("Done.")));

    var summary = Runtimes.runtime(journal, model).run(RunRequest.goal("Read."));

    assertThat(eventsOf(journal)).hasAtLeastOneElementOfType(AttemptFailed.class);
    assertThat(summary.state().progress().usage().total()).isEqualTo(1001 + 110);
  }

  private Optional<Kind> rejected(String text, FinishReason reason) {
    var response =
        ChatResponse.builder().aiMessage(AiMessage.from(text)).finishReason(reason).build();
    return replies.reject(response).map(ModelFailure::kind);
  }

  private ModelReply accept(ToolExecutionRequest... requests) {
    return replies.accept(STATE, response(requests));
  }

  private static ChatResponse response(ToolExecutionRequest... requests) {
    return ChatResponse.builder().aiMessage(AiMessage.from(List.of(requests))).build();
  }

  private static ToolExecutionRequest request(
      @Nullable String id, String name, @Nullable String arguments) {
    return ToolExecutionRequest.builder().id(id).name(name).arguments(arguments).build();
  }

  private static MemoryJournal journal() {
    return new MemoryJournal(new SettableClock(Journals.START));
  }
}
