package dev.bivouac.cli.doctor;

import dev.bivouac.kimi.HostAnswer;
import dev.bivouac.kimi.HostAnswer.Said;
import dev.bivouac.kimi.HostCheck;
import dev.bivouac.kimi.Provider;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.run.NearNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The provider: does it answer, take the key, serve the model, and is there money left? */
public final class ProviderCheck implements Check {
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final int SHOWN_IDS = 5;

  /**
   * Who is asked about what.
   *
   * @param model its id
   * @param key what there is to say of the key
   */
  public record Asked(Provider provider, String model, KeyState key) {}

  /** What there is to say of a key. */
  public sealed interface KeyState {
    /** It is sent along. */
    record Sent() implements KeyState {}

    /** None is sent, though the host may want one. */
    record NotSet(String variable, String remedy) implements KeyState {}

    /** Nothing: it is no question here, or it has been said. */
    record NoneNeeded() implements KeyState {}
  }

  private final Provider provider;
  private final String model;
  private final KeyState key;
  private final HostCheck host;
  private final Clock clock;

  /** Looks at one provider. */
  public ProviderCheck(Asked asked, HostCheck host, Clock clock) {
    this.provider = asked.provider();
    this.model = asked.model();
    this.key = asked.key();
    this.host = host;
    this.clock = clock;
  }

  @Override
  public String about() {
    return "provider";
  }

  @Override
  public List<Finding> look() {
    CompletableFuture<Optional<HostAnswer>> account =
        CompletableFuture.supplyAsync(this::account, Thread::startVirtualThread);
    HostAnswer models = host.models();
    var findings = new ArrayList<Finding>();
    findings.add(reachable(models.said()));
    findings.addAll(
        switch (key) {
          case KeyState.Sent sent -> key(models.said(), account.join());
          case KeyState.NotSet missing -> missing(models.said(), missing);
          case KeyState.NoneNeeded none -> List.<Finding>of();
        });
    findings.add(model(models.said()));
    if (!provider.notes().tried()) {
      findings.add(
          Finding.ok(
              about(),
              "what is known of %s is from its documentation; nobody has tried it with this program"
                  .formatted(provider.name())));
    }
    models.time().ifPresent(time -> findings.add(time(time)));
    return findings;
  }

  private Optional<HostAnswer> account() {
    return key instanceof KeyState.Sent && host.tellsOfAccount()
        ? Optional.of(host.account())
        : Optional.empty();
  }

  /** A server of one's own may want no key; if it refuses, that is what it wants. */
  private List<Finding> missing(Said models, KeyState.NotSet missing) {
    return models instanceof Said.Failed(ModelFailure failure) && isAboutKey(failure)
        ? List.of(Finding.fail("key", missing.variable() + " is not set", missing.remedy()))
        : List.of();
  }

  private Finding reachable(Said said) {
    return switch (said) {
      case Said.Models models ->
          Finding.ok(
              about(),
              "%s at %s answers; it lists %s"
                  .formatted(
                      provider.name(), host.host(), Counted.of(models.ids().size(), "model")));
      case Said.Account account -> answers();
      case Said.NotTold notTold ->
          Finding.warn(
              about(),
              "%s answers, but %s".formatted(provider.name(), notTold.why()),
              "Nothing more can be told. If runs fail, look whether the base URL is complete, such as .../v1.");
      case Said.Failed(ModelFailure failure) ->
          isAboutKey(failure) ? answers() : Finding.fail(about(), failure.message(), "");
    };
  }

  private Finding answers() {
    return Finding.ok(about(), "%s at %s answers".formatted(provider.name(), host.host()));
  }

  private static boolean isAboutKey(ModelFailure failure) {
    return failure.kind() == Kind.AUTHENTICATION || failure.kind() == Kind.QUOTA;
  }

  private List<Finding> key(Said models, Optional<HostAnswer> account) {
    if (account.isPresent()) {
      return List.of(key(account.get().said()));
    }
    return List.of(
        switch (models) {
          case Said.Models listed ->
              host.listsToEverybody()
                  ? unknownKey()
                  : Finding.ok("key", "%s lists its models to it".formatted(provider.name()));
          case Said.Account other -> unknownKey();
          case Said.NotTold notTold -> unknownKey();
          case Said.Failed(ModelFailure failure) ->
              isAboutKey(failure) ? Finding.fail("key", failure.message(), "") : unknownKey();
        });
  }

  private Finding key(Said account) {
    return switch (account) {
      case Said.Account(String words, boolean enough) ->
          enough
              ? Finding.ok("key", "%s takes it; left: %s".formatted(provider.name(), words))
              : Finding.fail(
                  "key",
                  "%s takes it, but there is no money left: %s".formatted(provider.name(), words),
                  "Top the account up; until then calls are refused.");
      case Said.Models models -> unknownKey();
      case Said.NotTold notTold -> unknownKey();
      case Said.Failed(ModelFailure failure) ->
          isAboutKey(failure) ? Finding.fail("key", failure.message(), "") : unknownKey();
    };
  }

  private Finding unknownKey() {
    return Finding.warn("key", "cannot tell whether %s takes it".formatted(provider.name()), "");
  }

  private Finding model(Said said) {
    String withdrawn = provider.hosted(model).withdrawn().orElse(null);
    if (said instanceof Said.Models(List<String> ids)) {
      return ids.contains(model)
          ? Finding.ok("model", "%s is served".formatted(model))
          : Finding.fail("model", missing(withdrawn, ids.size()), remedy(withdrawn, ids));
    }
    return withdrawn == null
        ? Finding.warn("model", "cannot tell whether %s is served".formatted(model), "")
        : Finding.fail("model", "%s %s".formatted(model, withdrawn), "");
  }

  private String missing(@Nullable String withdrawn, int listed) {
    return withdrawn != null
        ? "%s %s".formatted(model, withdrawn)
        : "%s is not among the %d models that %s lists".formatted(model, listed, provider.name());
  }

  private String remedy(@Nullable String withdrawn, List<String> ids) {
    List<String> near = NearNames.of(model, ids);
    if (!near.isEmpty()) {
      return "Did you mean --model %s?".formatted(String.join(" or ", near));
    }
    return withdrawn != null || ids.isEmpty()
        ? ""
        : "Its list begins: %s. Choose one with --model."
            .formatted(ids.stream().limit(SHOWN_IDS).collect(Collectors.joining(", ")));
  }

  private Finding time(Instant theirs) {
    Duration ahead = Duration.between(theirs, clock.instant());
    if (ahead.abs().compareTo(SKEW) <= 0) {
      return Finding.ok("clock", "agrees with the provider's");
    }
    return Finding.warn(
        "clock",
        "is %d s %s the provider's"
            .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
        "Set it right: journals would tell wrong times, and the news a wrong day.");
  }
}
