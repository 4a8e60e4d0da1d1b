package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.FIRST_CALL;
import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.stateOf;
import static dev.bivouac.journal.Journals.thinking;
import static dev.bivouac.journal.Journals.tool;
import static dev.bivouac.journal.Journals.toolFinished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ResultsHidden;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.CallKey;
import dev.bivouac.tool.Repeat;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final JournalEvent[] TWO_STEPS = {
    started(tool("read", Repeat.READS)),
    replied(1, thinking("One page will do.", asks(List.of("read", "read"), "{\"page\":1}"))),
    toolFinished(1, 0, "a page"),
    new OutcomeUnknown(new CallKey(1, 1), "OUTCOME UNKNOWN."),
    new Reminded(1, "Use what you have."),
    replied(2, asks("read", "{}")),
    toolFinished(2, 0, " ")
  };

  @Test
  void saysEverythingInOrder() {
    List<ChatMessage> messages = messages(stateOf(TWO_STEPS));

    assertThat(messages)
        .extracting(message -> message.type().name())
        .containsExactly(
            "USER",
            "AI",
            "TOOL_EXECUTION_RESULT",
            "TOOL_EXECUTION_RESULT",
            "USER",
            "AI",
            "TOOL_EXECUTION_RESULT");
    assertThat(texts(messages)).containsExactly("a page", "OUTCOME UNKNOWN.", "(no output)");
    assertThat(messages.get(4)).isEqualTo(UserMessage.from("Use what you have."));
  }

  @Test
  void keepsEmptyReasoningApartFromNone() {
    var without = asks("read", "{}");

    assertThat(reply(thinking("", without)).thinking()).isEmpty();
    assertThat(reply(without).thinking()).isNull();
    assertThat(digest(thinking("", without))).isNotEqualTo(digest(without));
  }

  @Test
  void leavesBlankTextBesideCallsOut() {
    var asks = asks("read", "{}");
    var blank = new ModelReply(asks.reasoning(), "\n", asks.calls(), asks.usage(), asks.origin());

    assertThat(reply(blank).text()).isNull();
  }

  @Test
  void sendsAttributesBack() {
    var asks = asks("read", "{}");
    var origin = new ModelReply.Origin("scripted", "m", "stop", "{\"signature\":\"x\",\"n\":[1]}");

    assertThat(
            reply(new ModelReply(asks.reasoning(), "", asks.calls(), asks.usage(), origin))
                .attributes())
        .isEqualTo(Map.of("signature", "x", "n", List.of(1)));
  }

  @Test
  void sendsAttributesToTheirOwnProviderOnly() {
    var asks = asks("read", "{}");
    var origin = new ModelReply.Origin("elsewhere", "m", "stop", "{\"signature\":\"x\"}");
    var reply =
        thinking("Look.", new ModelReply(Optional.empty(), "", asks.calls(), asks.usage(), origin));

    assertThat(reply(reply).attributes()).isEmpty();
    assertThat(reply(reply).thinking()).isEqualTo("Look.");
  }

  @Test
  void putsALineInThePlaceOfAHiddenResult() {
    RunState shown = stateOf(TWO_STEPS);
    var events = new ArrayList<>(List.of(TWO_STEPS));
    events.add(new ResultsHidden(Map.of(FIRST_CALL, "[hidden: page 1]")));
    RunState hidden = stateOf(events.toArray(JournalEvent[]::new));
    var conversation = new Conversation(shown.started(), "scripted");
    conversation.catchUp(shown);

    conversation.catchUp(hidden);

    assertThat(texts(conversation.request(DefaultChatRequestParameters.EMPTY).messages()))
        .containsExactly("[hidden: page 1]", "OUTCOME UNKNOWN.", "(no output)");
    assertThat(messages(hidden))
        .isEqualTo(conversation.request(DefaultChatRequestParameters.EMPTY).messages());
  }

  @Test
  void isTheSameWhetherItGrewOrWasBuiltAtOnce() {
    RunState first = stateOf(Arrays.copyOf(TWO_STEPS, 5));
    RunState second = stateOf(TWO_STEPS);
    var grown = new Conversation(second.started(), "scripted");
    grown.catchUp(first);
    String afterFirst = grown.digest();
    grown.catchUp(second);
    var built = new Conversation(second.started(), "scripted");
    built.catchUp(second);

    assertThat(grown.digest()).isEqualTo(built.digest()).isNotEqualTo(afterFirst);
    assertThat(grown.request(DefaultChatRequestParameters.EMPTY))
        .isEqualTo(built.request(DefaultChatRequestParameters.EMPTY));
  }

  @Test
  void tellsRequestsApartThatOnlyJoinTheirTextsDifferently() {
    var chain = new DigestChain();
    chain.add("ab", "c");
    String one = chain.hex();
    chain.reset();
    chain.add("a", "bc");

    assertThat(chain.hex()).isNotEqualTo(one);
  }

  @Test
  void declaresTheToolsOfTheJournal() {
    var conversation = new Conversation(stateOf(TWO_STEPS).started(), "scripted");

    assertThat(conversation.request(DefaultChatRequestParameters.EMPTY).toolSpecifications())
        .singleElement()
        .satisfies(tool -> assertThat(tool.name()).isEqualTo("read"));
  }

  private static AiMessage reply(ModelReply reply) {
    return (AiMessage)
        messages(stateOf(started(), replied(1, reply), toolFinished(1, 0, "a page"))).get(1);
  }

  private static String digest(ModelReply reply) {
    RunState state = stateOf(started(), replied(1, reply), toolFinished(1, 0, "a page"));
    var conversation = new Conversation(state.started(), "scripted");
    conversation.catchUp(state);
    return conversation.digest();
  }

  private static List<ChatMessage> messages(RunState state) {
    var conversation = new Conversation(state.started(), "scripted");
    conversation.catchUp(state);
    return conversation.request(DefaultChatRequestParameters.EMPTY).messages();
  }

  private static List<String> texts(List<ChatMessage> messages) {
    return messages.stream()
        .filter(ToolExecutionResultMessage.class::isInstance)
        .map(message -> ((ToolExecutionResultMessage) message).text())
        .toList();
  }
}
