package dev.bivouac.planner;

import dev.bivouac.journal.JournalEvent.ProviderChanged;
import dev.bivouac.journal.ModelChoice;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.PauseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what follows when a provider has failed for good: the next one of the same model, in the
 * user's order and after the last the first again, until each has failed at this step.
 */
final class Fallback {
  /**
   * A silent provider takes minutes to fail: it is not given six times that if another is there.
   */
  private static final int ATTEMPTS_IN_SILENCE = 2;

  private Fallback() {}

  /**
   * How often this provider is tried.
   *
   * @param most if nothing else is to be considered
   */
  static int attempts(RunState state, ModelFailure failure, int most, List<ModelChoice> providers) {
    boolean hurries =
        failure.kind() == ModelFailure.Kind.TIMEOUT
            && next(state, failure.kind(), providers).isPresent();
    return hurries ? Math.min(ATTEMPTS_IN_SILENCE, most) : most;
  }

  static NextAction after(RunState state, ModelFailure failure, List<ModelChoice> providers) {
    return next(state, failure.kind(), providers)
        .<NextAction>map(next ->
            new NextAction.ChangeProvider(
                state.steps().size() + 1, next, reason(state.terms().model(), failure)))
        .orElseGet(() -> new NextAction.Pause(PauseReason.MODEL, message(state, failure)));
  }

  private static Optional<ModelChoice> next(
      RunState state, ModelFailure.Kind kind, List<ModelChoice> providers) {
    List<String> labels = providers.stream().map(ModelChoice::label).toList();
    int asked = labels.indexOf(state.terms().model().label());
    boolean left = asked >= 0 && state.asking().changes().size() < providers.size() - 1;
    return left && isOfProvider(kind)
        ? Optional.of(providers.get((asked + 1) % providers.size()))
        : Optional.empty();
  }

  /** True if the same request may well succeed elsewhere. */
  private static boolean isOfProvider(ModelFailure.Kind kind) {
    return switch (kind) {
      case OVERLOADED,
          SERVER,
          NETWORK,
          TIMEOUT,
          INCOMPLETE,
          EMPTY,
          AUTHENTICATION,
          QUOTA,
          MODEL_NOT_FOUND ->
          true;
      // These speak of the request: a filter is not gone around, and a length is the same anywhere.
      case CONTEXT_EXCEEDED, FILTERED, INVALID_REQUEST, UNKNOWN -> false;
    };
  }

  private static String reason(ModelChoice asked, ModelFailure failure) {
    return "%s: %s".formatted(asked.label(), failure.message());
  }

  /** What each of them said, if there were several. */
  private static String message(RunState state, ModelFailure failure) {
    List<ProviderChanged> changes = state.asking().changes();
    if (changes.isEmpty()) {
      return failure.message();
    }
    var all = new ArrayList<String>();
    changes.forEach(change -> all.add(change.reason()));
    all.add(reason(state.terms().model(), failure));
    return "Every provider failed. " + String.join(" ", all);
  }
}
