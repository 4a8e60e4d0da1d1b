package dev.bivouac.rehearsal.model;

import com.sun.net.httpserver.HttpExchange;
import dev.bivouac.rehearsal.http.Exchanges;
import java.io.IOException;

/** The faults that are a status instead of an answer. */
final class Outages {
  private static final String HTML =
      "<html><head><title>503 Service Temporarily Unavailable</title></head>"
          + "<body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>";

  private Outages() {}

  /** Sends the outage and returns true, if the fault is one. */
  static boolean answers(HttpExchange exchange, Fault fault) throws IOException {
    switch (fault) {
      case ENGINE_OVERLOADED -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        send(
            exchange,
            new Refusal(
                429,
                "engine_overloaded_error",
                "The engine is currently overloaded, please try again later"));
      }
      case RATE_LIMITED ->
          send(
              exchange,
              new Refusal(
                  429,
                  "rate_limit_reached_error",
                  "Your account reached organization max RPM: 3, please try again after 1 seconds"));
      case QUOTA_EXCEEDED ->
          send(
              exchange,
              new Refusal(
                  429,
                  "exceeded_current_quota_error",
                  "You exceeded your current token quota, please check your account balance"));
      case SERVER_ERROR ->
          send(exchange, new Refusal(500, "server_error", "The server had an error"));
      case UNAVAILABLE_HTML -> Exchanges.send(exchange, 503, "text/html", HTML);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void send(HttpExchange exchange, Refusal refusal) throws IOException {
    Exchanges.send(exchange, refusal.status(), "application/json; charset=utf-8", refusal.body());
  }
}
