package dev.bivouac.planner;

import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelCall;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.retry.Retries;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Text;
import dev.bivouac.run.Usage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Makes one attempt to get the next reply, and writes down how it went. */
final class ModelAsker {
  private final RunLog log;
  private final ServedModel served;
  private final ModelProfile profile;
  private final Retries retries;
  private final RunListener listener;
  private final StopSignal stop;
  private final Duration silence;
  private final ModelGate gate;
  private final Conversation conversation;
  private final Replies replies;

  ModelAsker(RunLog log, RuntimeParts parts, RunState state, StopSignal stop) {
    this.log = log;
    this.served = parts.asked(state);
    this.profile = served.profile();
    this.retries = new Retries(parts.patience().model());
    this.listener = parts.listener();
    this.stop = stop;
    this.silence = parts.patience().silence();
    this.gate = new ModelGate(served, parts.listener(), log.lease().run(), stop);
    this.conversation = new Conversation(state.started(), profile.provider());
    this.replies = new Replies(profile);
  }

  /** False if the run asks another provider now. */
  boolean isFor(RunState state) {
    return state.terms().model().label().equals(served.choice().label());
  }

  /** Returns the state as it was if the run is asked to stop while it waits for the model. */
  RunState ask(RunState before, NextAction.AskModel ask) {
    if (ask.after().isPresent() && stopsWhileWaiting(ask)) {
      return before;
    }
    Usage estimate = Estimate.next(before);
    if (gate.stopsBefore(estimate)) {
      return before;
    }
    conversation.catchUp(before);
    RunId run = log.lease().run();
    ChatRequest request = conversation.request(profile.parameters(run));
    var asked =
        new ModelAsked(
            ask.step(),
            ask.attempt(),
            before.terms().model(),
            estimate,
            conversation.digest(),
            profile.bodyDigest(request));
    RunState state = log.append(before, asked);
    Optional<ModelFailure> refused = gate.refuses();
    if (refused.isPresent()) {
      return failed(state, ask.step(), ask.attempt(), refused.get(), Usage.NONE);
    }
    ModelCall call = ModelCall.start(served.model(), request, pieces(run));
    StopSignal.Hearing hearing = stop.whenRaised(call::cancel);
    try {
      ChatResponse response = call.await(silence);
      gate.answered();
      return answered(state, ask, response);
    } catch (InterruptedException e) {
      stop.interrupted();
      return state;
    } catch (ExecutionException e) {
      return stop.isRaised() ? state : broke(state, asked, call, gate.failed(failureOf(e)));
    } finally {
      gate.leave();
      hearing.close();
    }
  }

  private boolean stopsWhileWaiting(NextAction.AskModel ask) {
    ModelFailure failure = ask.after().orElseThrow();
    Duration wait = retries.waitAfter(ask.failedBefore(), failure.retryAfter());
    listener.waiting(log.lease().run(), wait, failure);
    return stop.await(wait);
  }

  private RunState answered(RunState state, NextAction.AskModel ask, ChatResponse response) {
    Optional<ModelFailure> rejected = replies.reject(response);
    if (rejected.isPresent()) {
      return failed(state, ask.step(), ask.attempt(), rejected.get(), profile.usage(response));
    }
    return log.append(state, new ModelReplied(ask.step(), replies.accept(state, response)));
  }

  private RunState broke(RunState state, ModelAsked asked, ModelCall call, ModelFailure failure) {
    boolean billed = call.received() > 0;
    Usage usage = billed ? Estimate.broken(state, asked.estimate(), call.received()) : Usage.NONE;
    return failed(state, asked.step(), asked.attempt(), failure, usage);
  }

  private RunState failed(
      RunState state, int step, int attempt, ModelFailure failure, Usage usage) {
    var told =
        new ModelFailure(failure.kind(), Text.wellFormed(failure.message()), failure.retryAfter());
    listener.attemptDiscarded(log.lease().run(), told);
    return log.append(state, new AttemptFailed(step, Optional.empty(), attempt, told, usage));
  }

  private ModelFailure failureOf(ExecutionException e) {
    Throwable cause = e.getCause();
    return profile.failure(cause == null ? e : cause);
  }

  private ModelCall.Pieces pieces(RunId run) {
    return new ModelCall.Pieces() {
      @Override
      public void thinking(String piece) {
        listener.thinking(run, piece);
      }

      @Override
      public void text(String piece) {
        listener.text(run, piece);
      }
    };
  }
}
