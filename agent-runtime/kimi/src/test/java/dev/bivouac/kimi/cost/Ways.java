package dev.bivouac.kimi.cost;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.memory.chat.TokenWindowChatMemory;
import dev.langchain4j.model.TokenCountEstimator;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.ArrayList;
import java.util.List;

/** Other ways to keep a conversation within a window, each with the same errand. */
final class Ways {
  /** Tokens that the input may have, so that an answer of 32,768 still fits. */
  static final int ROOM = 262_144 - 32_768;

  private static final int SUMMARY = 8_000;
  private static final double SUMMARISE_AT = 0.85;

  private final Errand errand;

  Ways(Errand errand) {
    this.errand = errand;
  }

  /** Holds the messages and gives those to be sent. */
  interface Memory {
    void add(ChatMessage message);

    List<ChatMessage> messages(Bill bill);
  }

  List<Kept> all() {
    return List.of(
        run("no window at all", new Everything()),
        run("LangChain4j, MessageWindowChatMemory", of(messageWindow())),
        run("LangChain4j, TokenWindowChatMemory", of(tokenWindow())),
        run("clear the oldest result at every step", new ClearOldest()),
        run("summarise at 85 %", new Summarise()));
  }

  private Kept run(String way, Memory memory) {
    var bill = new Bill();
    int goalLostAt = 0;
    memory.add(SystemMessage.from(Errand.SYSTEM));
    memory.add(UserMessage.from(Errand.GOAL));
    for (int step = 1; step <= errand.steps(); step++) {
      List<ChatMessage> sent = memory.messages(bill);
      goalLostAt = goalLostAt == 0 && !Errand.hasGoal(sent) ? step : goalLostAt;
      AiMessage reply = Errand.reply(step);
      bill.sent(request(sent), Errand.size(reply));
      memory.add(reply);
      memory.add(
          ToolExecutionResultMessage.from(
              reply.toolExecutionRequests().getFirst(), errand.page(step)));
    }
    List<ChatMessage> last = memory.messages(bill);
    bill.sent(request(last), Errand.FACT.length());
    return new Kept(way, bill, bill.longestRequest() <= ROOM, goalLostAt, Errand.hasFact(last));
  }

  static ChatRequest request(List<ChatMessage> messages) {
    return ChatRequest.builder()
        .messages(messages)
        .parameters(ChatRequestParameters.builder().toolSpecifications(Errand.READ).build())
        .build();
  }

  /** As many messages as surely fit. */
  private ChatMemory messageWindow() {
    int tokensOfAStep = (errand.resultChars() + 700) / 4;
    return MessageWindowChatMemory.withMaxMessages(Math.max(10, 2 * ROOM / tokensOfAStep));
  }

  private static ChatMemory tokenWindow() {
    return TokenWindowChatMemory.withMaxTokens(ROOM - 2_000, new FourBytes());
  }

  private static Memory of(ChatMemory memory) {
    return new Memory() {
      @Override
      public void add(ChatMessage message) {
        memory.add(message);
      }

      @Override
      public List<ChatMessage> messages(Bill bill) {
        return memory.messages();
      }
    };
  }

  /** Four bytes to a token, as {@link Bill} counts, and a little for the frame of a message. */
  private static final class FourBytes implements TokenCountEstimator {
    private static final int FRAME = 40;

    @Override
    public int estimateTokenCountInText(String text) {
      return text.length() / 4;
    }

    @Override
    public int estimateTokenCountInMessage(ChatMessage message) {
      return FRAME
          + switch (message) {
            case AiMessage reply -> Errand.size(reply) / 4;
            case ToolExecutionResultMessage result -> result.text().length() / 4;
            default -> message.toString().length() / 4;
          };
    }

    @Override
    public int estimateTokenCountInMessages(Iterable<ChatMessage> messages) {
      int sum = 0;
      for (ChatMessage message : messages) {
        sum += estimateTokenCountInMessage(message);
      }
      return sum;
    }
  }

  /** Sends all of it, whether it fits or not. */
  private static class Everything implements Memory {
    final List<ChatMessage> all = new ArrayList<>();

    @Override
    public void add(ChatMessage message) {
      all.add(message);
    }

    @Override
    public List<ChatMessage> messages(Bill bill) {
      return List.copyOf(all);
    }

    long tokens() {
      return new FourBytes().estimateTokenCountInMessages(all);
    }
  }

  /** When there is no more room, the oldest result gives way, one at each step. */
  private static final class ClearOldest extends Everything {
    @Override
    public List<ChatMessage> messages(Bill bill) {
      for (int i = 0; i < all.size() && tokens() > ROOM - 2_000; i++) {
        if (all.get(i) instanceof ToolExecutionResultMessage result
            && !result.text().equals("[cleared]")) {
          all.set(i, ToolExecutionResultMessage.from(result.id(), result.toolName(), "[cleared]"));
        }
      }
      return super.messages(bill);
    }
  }

  /** Has the model put all of it into a summary, which then stands in its place. */
  private static final class Summarise extends Everything {
    @Override
    public List<ChatMessage> messages(Bill bill) {
      if (tokens() > SUMMARISE_AT * ROOM) {
        var asking = new ArrayList<>(all);
        asking.add(UserMessage.from("Summarise the conversation so far."));
        bill.sent(request(asking), SUMMARY);
        List<ChatMessage> kept = new ArrayList<>(all.subList(0, 2));
        kept.add(
            UserMessage.from("Summary of what was done: " + "and so on ".repeat(SUMMARY / 10)));
        all.clear();
        all.addAll(kept);
      }
      return super.messages(bill);
    }
  }
}
