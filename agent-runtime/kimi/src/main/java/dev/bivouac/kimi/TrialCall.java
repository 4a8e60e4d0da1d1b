package dev.bivouac.kimi;

import dev.bivouac.model.ModelCall;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.Usage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * One small call with one tool, to see what a host makes of it: whether the model calls the tool,
 * under which id, under which name its reasoning comes, and whether tokens are counted. It costs
 * what some hundred tokens cost, and at most what {@value #MAX_TOKENS} do.
 */
public final class TrialCall {
  /** The most tokens of the answer, reasoning included. */
  public static final int MAX_TOKENS = 2_048;

  private static final String TASK =
      "What day is it? Call the tool date once, with the zone UTC, and do nothing else.";

  /** What became of the call. */
  public sealed interface Outcome {
    /**
     * An answer came.
     *
     * @param called the calls that the model asks for
     * @param reasoning under which name its reasoning came; empty if none came
     * @param usage tokens and cost; none if the host did not count
     */
    record Answered(List<Called> called, Optional<Reasoning> reasoning, Usage usage)
        implements Outcome {
      public Answered {
        called = List.copyOf(called);
      }
    }

    /** None came. The message is for people. */
    record Failed(ModelFailure failure) implements Outcome {}
  }

  /** A call that the model asks for, as it came. */
  public record Called(String name, String id) {}

  /**
   * How reasoning came.
   *
   * @param field the name it stood under
   * @param details true if {@code reasoning_details} came too
   */
  public record Reasoning(String field, boolean details) {}

  private TrialCall() {}

  /**
   * Makes the call.
   *
   * @param setup who is asked; its limits on tokens and time are replaced
   * @param patience for the whole call
   * @param besides a line to add to the task; may be empty
   */
  public static Outcome make(KimiModelBuilder setup, Duration patience, String besides) {
    KimiStreamingChatModel model =
        setup.maxTokens(MAX_TOKENS).idleTimeout(patience).totalTimeout(patience).build();
    KimiProfile profile = KimiProfile.of(model);
    ModelCall call = ModelCall.start(model, request(besides), new Unheard());
    try {
      return answered(profile, call.await(patience));
    } catch (ExecutionException e) {
      return new Outcome.Failed(profile.failure(Objects.requireNonNullElse(e.getCause(), e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed(profile.failure(new CancellationException("given up")));
    }
  }

  private static ChatRequest request(String besides) {
    ToolSpecification date =
        ToolSpecification.builder()
            .name("date")
            .description("The date and time now in a time zone.")
            .parameters(
                JsonObjectSchema.builder()
                    .addStringProperty("zone", "IANA time zone, such as Europe/Paris")
                    .required("zone")
                    .build())
            .build();
    return ChatRequest.builder()
        .messages(UserMessage.from(besides.isEmpty() ? TASK : TASK + "\n" + besides))
        .toolSpecifications(date)
        .build();
  }

  private static Outcome answered(KimiProfile profile, ChatResponse response) {
    List<ToolExecutionRequest> calls = response.aiMessage().toolExecutionRequests();
    var attributes = response.aiMessage().attributes();
    return new Outcome.Answered(
        calls.stream()
            .map(call -> new Called(Objects.requireNonNullElse(call.name(), ""), id(call)))
            .toList(),
        Optional.ofNullable(attributes.get(Attributes.REASONING_FIELD))
            .map(field ->
                new Reasoning(
                    field.toString(), attributes.containsKey(Attributes.REASONING_DETAILS))),
        profile.usage(response));
  }

  private static String id(ToolExecutionRequest call) {
    return Objects.requireNonNullElse(call.id(), "");
  }

  /** Only the end is of interest. */
  private static final class Unheard implements ModelCall.Pieces {
    @Override
    public void thinking(String piece) {}

    @Override
    public void text(String piece) {}
  }
}
