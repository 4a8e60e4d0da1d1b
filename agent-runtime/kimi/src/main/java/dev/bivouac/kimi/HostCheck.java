package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.kimi.HostAnswer.Said;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a host what it serves and whether it lets a key in. It spends no tokens: nothing is asked of
 * a model. Redirects are not followed, so that the key goes nowhere else.
 */
public final class HostCheck {
  private static final Set<Integer> NO_SUCH_ADDRESS = Set.of(404, 405, 410, 501);
  private static final int LONGEST_ID = 200;

  private final Provider provider;
  private final URI baseUrl;
  private final Redactor redactor;
  private final FailureSorter sorter;
  private final HostQuestion question;

  private HostCheck(KimiModelBuilder setup, Duration patience) {
    this.provider = setup.provider();
    this.baseUrl = setup.baseUrl();
    this.redactor = setup.redactor();
    this.sorter = new FailureSorter(provider, baseUrl, setup.parameters().modelName());
    this.question = new HostQuestion(setup.headers(), patience);
  }

  /**
   * Asks where that model would be asked, with the same key.
   *
   * @param patience for one question, from the connection to the last byte
   * @throws IllegalArgumentException if no model could be built from it either
   */
  public static HostCheck of(KimiModelBuilder setup, Duration patience) {
    return new HostCheck(setup, patience);
  }

  /** Who is asked, for messages. */
  public String host() {
    return Endpoint.hostAndPort(baseUrl);
  }

  /** The part of the address before {@code /chat/completions}. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The models that the host serves. */
  public HostAnswer models() {
    return ask("/models", HostCheck::models);
  }

  /**
   * True if {@link #account()} can be asked. Where the list of models is open to everybody, only
   * that tells whether a key is good.
   */
  public boolean tellsOfAccount() {
    return accountPath().isPresent();
  }

  /** What is left on the account behind the key. */
  public HostAnswer account() {
    return accountPath()
        .map(path -> ask(path, this::account))
        .orElseGet(() -> notTold("%s tells nothing of accounts".formatted(provider.name())));
  }

  /** True if anybody may read the list of models, so that it says nothing of the key. */
  public boolean listsToEverybody() {
    return provider.name().equals(Providers.OPENROUTER.name());
  }

  private Optional<String> accountPath() {
    return switch (provider.name()) {
      case "moonshot", "moonshot-cn" -> Optional.of("/users/me/balance");
      case "openrouter" -> Optional.of("/key");
      default -> Optional.empty();
    };
  }

  private HostAnswer ask(String path, Reader reader) {
    return switch (question.ask(URI.create(baseUrl + path))) {
      case HostQuestion.Came came ->
          new HostAnswer(said(came, reader), RetryAfter.date(came.headers()));
      case HostQuestion.Late(Duration patience) ->
          failed(
              Kind.TIMEOUT,
              "%s did not answer within %d s. Check the network, the proxy and the base URL."
                  .formatted(host(), patience.toSeconds()));
      case HostQuestion.Unreachable(Throwable cause) ->
          new HostAnswer(new Said.Failed(sorter.sort(cause)), Optional.empty());
    };
  }

  private Said said(HostQuestion.Came answer, Reader reader) {
    int status = answer.status();
    if (status / 100 == 2) {
      return WireJson.parse(answer.body())
          .flatMap(reader::read)
          .orElseGet(() ->
              new Said.NotTold(
                  "%s answered with something else than it should (%s); the base URL may be wrong"
                      .formatted(host(), contentType(answer))));
    }
    if (status / 100 == 3) {
      return new Said.Failed(
          new ModelFailure(
              Kind.INVALID_REQUEST,
              "%s answered with a redirect (%d), which is not followed, so that the key goes nowhere else. Check the base URL."
                  .formatted(host(), status),
              Optional.empty()));
    }
    if (NO_SUCH_ADDRESS.contains(status)) {
      return new Said.NotTold("%s has no such list (it answered %d)".formatted(host(), status));
    }
    VendorError error = VendorError.ofBody(answer.body(), redactor);
    return new Said.Failed(
        sorter.sort(new KimiHttpException(host(), status, error, Optional.empty())));
  }

  private static String contentType(HostQuestion.Came answer) {
    return Texts.shorten(answer.headers().firstValue("Content-Type").orElse("no content type"), 60);
  }

  /** Any of {@code {"data":[{"id":..}]}}, {@code {"models":[..]}}, a bare array, and plain ids. */
  private static Optional<Said> models(JsonNode body) {
    JsonNode list =
        body.isArray()
            ? body
            : body.path("data").isArray() ? body.path("data") : body.path("models");
    if (!list.isArray()) {
      return Optional.empty();
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode model : list) {
      String id = model.isTextual() ? model.asText() : WireJson.text(model, "id");
      if (!id.isBlank()) {
        ids.add(Texts.shorten(id, LONGEST_ID));
      }
    }
    return Optional.of(new Said.Models(ids));
  }

  private Optional<Said> account(JsonNode body) {
    JsonNode data = body.path("data");
    return switch (provider.name()) {
      case "moonshot" -> moonshotAccount(data.path("available_balance"), "USD");
      case "moonshot-cn" -> moonshotAccount(data.path("available_balance"), "CNY");
      case "openrouter" -> openRouterAccount(data);
      default -> Optional.empty();
    };
  }

  private static Optional<Said> moonshotAccount(JsonNode balance, String currency) {
    return balance.isNumber()
        ? Optional.of(
            new Said.Account(
                balance.decimalValue().toPlainString() + " " + currency,
                balance.decimalValue().signum() > 0))
        : Optional.empty();
  }

  private static Optional<Said> openRouterAccount(JsonNode data) {
    JsonNode left = data.path("limit_remaining");
    if (left.isNumber()) {
      return Optional.of(
          new Said.Account(
              left.decimalValue().toPlainString() + " USD of the key's own limit",
              left.decimalValue().signum() > 0));
    }
    return data.isObject()
        ? Optional.of(new Said.Account("the key has no limit of its own", true))
        : Optional.empty();
  }

  private static HostAnswer failed(Kind kind, String message) {
    return new HostAnswer(
        new Said.Failed(new ModelFailure(kind, message, Optional.empty())), Optional.empty());
  }

  private static HostAnswer notTold(String why) {
    return new HostAnswer(new Said.NotTold(why), Optional.empty());
  }

  /** Makes sense of a body, or does not. */
  private interface Reader {
    Optional<Said> read(JsonNode body);
  }
}
