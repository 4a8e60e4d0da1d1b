package dev.bivouac.kimi.cost;

import dev.bivouac.AgentRuntime;
import dev.bivouac.ResumeTerms;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.SettableClock;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errand as a run of Bivouac, which pauses in the middle and is resumed by a new runtime. */
final class BivouacRun {
  private static final int WINDOW = 262_144;
  private static final Pattern WAY_BACK = Pattern.compile("call recall with \"([0-9.]+)\"");

  private final Errand errand;
  private final Bill bill = new Bill();
  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));
  private int goalLostAt;

  BivouacRun(Errand errand) {
    this.errand = errand;
  }

  Kept run() {
    RunLimits limits = RunLimits.DEFAULT.withMaxTokens(Long.MAX_VALUE / 2);
    RunSummary paused =
        runtime()
            .run(
                RunRequest.of("errand", Map.of())
                    .withLimits(limits.withMaxSteps(errand.steps() / 2)));
    RunSummary summary =
        runtime()
            .resume(
                paused.id(),
                ResumeTerms.AS_IT_IS.withLimits(all -> all.withMaxSteps(errand.steps() + 9)));
    boolean answered =
        summary.state().outcome().equals(Optional.of(new RunOutcome.Completed(Errand.FACT)));
    return new Kept(
        "Bivouac, resumed once", bill, bill.longestRequest() <= Ways.ROOM, goalLostAt, answered);
  }

  private AgentRuntime runtime() {
    return AgentRuntime.builder()
        .journal(journal)
        .model(new Reader(), new PlainProfile("bill", "reader", WINDOW, Optional.of(Bill.PRICES)))
        .tools(new Pages())
        .workflows(List.of(new ErrandWorkflow()))
        .build();
  }

  /** The pages. */
  public final class Pages {
    @Tool("Reads a page.")
    @OnResume(Repeat.READS)
    public String read(@P("its number") int page) {
      return errand.page(page);
    }
  }

  /** The errand's opening. */
  private static final class ErrandWorkflow implements Workflow {
    @Override
    public String name() {
      return "errand";
    }

    @Override
    public String description() {
      return "Reads pages.";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public RunLimits limits() {
      return RunLimits.DEFAULT;
    }

    @Override
    public Output output(RunState run) {
      return Output.NOTHING;
    }

    @Override
    public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
      return List.of(OpeningMessage.system(Errand.SYSTEM), OpeningMessage.user(Errand.GOAL));
    }
  }

  /** Says what the errand says, and looks for the fact at the end. */
  private final class Reader implements StreamingChatModel {
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      List<ChatMessage> messages = request.messages();
      int step = 1 + (int) messages.stream().filter(AiMessage.class::isInstance).count();
      if (goalLostAt == 0 && !Errand.hasGoal(messages)) {
        goalLostAt = step;
      }
      AiMessage reply = step <= errand.steps() ? Errand.reply(step) : atTheEnd(messages);
      handler.onCompleteResponse(
          ChatResponse.builder()
              .aiMessage(reply)
              .tokenUsage(bill.sent(request, Errand.size(reply)))
              .build());
    }
  }

  private static AiMessage atTheEnd(List<ChatMessage> messages) {
    if (Errand.hasFact(messages)) {
      return AiMessage.from(Errand.FACT);
    }
    for (ChatMessage message : messages) {
      if (message instanceof ToolExecutionResultMessage result) {
        Matcher wayBack = WAY_BACK.matcher(result.text());
        return wayBack.find() ? recall(wayBack.group(1)) : AiMessage.from("I cannot know.");
      }
    }
    return AiMessage.from("I cannot know.");
  }

  private static AiMessage recall(String call) {
    return AiMessage.from(
        ToolExecutionRequest.builder()
            .id("recall:0")
            .name("recall")
            .arguments("{\"call\":\"%s\"}".formatted(call))
            .build());
  }
}
