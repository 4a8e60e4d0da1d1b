package dev.bivouac.kimi;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;

/** Takes a LangChain4j client's request in place of the network, and answers nothing. */
final class BodyKeeper implements HttpClientBuilder, HttpClient, StreamingChatResponseHandler {
  private String body = "";

  /** Characters of the last request. */
  int length() {
    return body.length();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    body = request.body();
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("a streaming model streams");
  }

  @Override
  public Duration connectTimeout() {
    return Duration.ofSeconds(1);
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return Duration.ofSeconds(1);
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return this;
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    throw new IllegalStateException("nothing answers here");
  }

  @Override
  public void onError(Throwable error) {
    throw new IllegalStateException("nothing answers here", error);
  }
}
