package dev.bivouac.kimi;

import dev.bivouac.run.NearNames;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a question about a formula has no good answer.
 *
 * @param sentence what happened and what to do
 * @param passing true if the same may succeed a little later
 * @param begun true if the call may have been carried out nevertheless
 * @param retryAfter how long the host asked to wait, if it did
 */
record FormulaTrouble(
    String sentence, boolean passing, boolean begun, Optional<Duration> retryAfter) {

  /** Says what is wrong, in the words of one provider. */
  static final class Teller {
    private final Provider provider;
    private final String host;
    private final Redactor redactor;

    Teller(Provider provider, String host, Redactor redactor) {
      this.provider = provider;
      this.host = host;
      this.redactor = redactor;
    }

    String host() {
      return host;
    }

    Redactor redactor() {
      return redactor;
    }

    /** What is wrong with an outcome; empty for an answer that is to be read. */
    Optional<FormulaTrouble> of(FormulaHost.Outcome outcome, Formula formula) {
      return switch (outcome) {
        case FormulaHost.Came came when came.status() / 100 == 2 -> Optional.empty();
        case FormulaHost.Came came -> Optional.of(refused(came, formula));
        case FormulaHost.TooLarge large ->
            Optional.of(
                lasting(
                    "%s answered with more than %d MB, and a result is never cut. Ask for less."
                        .formatted(host, FormulaHost.LARGEST_BODY / 1024 / 1024),
                    true));
        case FormulaHost.Late(Duration patience) ->
            Optional.of(
                passing(
                    "%s did not answer within %d s.".formatted(host, patience.toSeconds()),
                    true,
                    Optional.empty()));
        case FormulaHost.Unreachable(Throwable cause) ->
            Optional.of(
                passing(
                    "No connection to %s (%s). Check the network, the proxy and the base URL."
                        .formatted(host, redactor.redact(ConnectionException.reason(cause))),
                    !(cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException),
                    Optional.empty()));
        case FormulaHost.Cancelled cancelled ->
            Optional.of(lasting("The question to %s was interrupted.".formatted(host), true));
      };
    }

    private FormulaTrouble refused(FormulaHost.Came came, Formula formula) {
      int status = came.status();
      if (status / 100 == 3) {
        return lasting(
            "%s answered with a redirect (%d), which is not followed, so that the key goes nowhere else. Check the base URL."
                .formatted(host, status),
            false);
      }
      VendorError error = VendorError.ofBody(came.body(), redactor);
      Optional<Duration> wait = RetryAfter.of(came.headers(), error.message());
      var answer = new KimiHttpException(host, status, error, wait);
      String said = String.valueOf(answer.getMessage());
      return switch (answer.kind()) {
        case AUTHENTICATION -> lasting(aboutKey(said), false);
        case QUOTA ->
            lasting(
                "%s carries no more out for this account (%s). Top it up, or choose another search."
                    .formatted(provider.name(), said),
                false);
        case MODEL_NOT_FOUND -> lasting(unknown(formula, said), false);
        case OVERLOADED ->
            passing(
                "%s is busy (%s).".formatted(provider.name(), said), false, answer.retryAfter());
        case TIMEOUT, SERVER, NETWORK, INCOMPLETE, EMPTY, UNKNOWN ->
            passing("%s failed (%s).".formatted(provider.name(), said), true, answer.retryAfter());
        case CONTEXT_EXCEEDED, FILTERED, INVALID_REQUEST ->
            lasting(
                "%s refused it (%s). Change the arguments.".formatted(provider.name(), said),
                false);
      };
    }

    private String aboutKey(String said) {
      String about = provider.notes().aboutKeys();
      return "%s refused the key (%s). Check %s.%s"
          .formatted(
              provider.name(),
              said,
              provider.keyVariable().orElse("the key"),
              about.isEmpty() ? "" : " " + about);
    }

    private String unknown(Formula formula, String said) {
      List<String> known = Formula.known();
      String hint =
          known.contains(formula.name())
              ? "It may have been withdrawn, or --base-url is wrong."
              : NearNames.hint(formula.name(), known);
      return "%s has no formula '%s' (%s). %s"
          .formatted(provider.name(), formula.name(), said, hint);
    }

    /** An answer that is no JSON, such as a proxy's page. */
    FormulaTrouble noJson(FormulaHost.Came came) {
      String body = came.body().strip();
      String what =
          body.isEmpty()
              ? "nothing at all"
              : body.startsWith("<")
                  ? "a web page ('%s')"
                      .formatted(Texts.shorten(VendorError.ofBody(body, redactor).message(), 120))
                  : "something that is no JSON";
      return lasting(
          "%s answered %d with %s. The base URL or a proxy may be wrong."
              .formatted(host, came.status(), what),
          true);
    }

    FormulaTrouble lasting(String sentence, boolean begun) {
      return new FormulaTrouble(sentence, false, begun, Optional.empty());
    }

    private static FormulaTrouble passing(
        String sentence, boolean begun, Optional<Duration> retryAfter) {
      return new FormulaTrouble(sentence, true, begun, retryAfter);
    }
  }
}
