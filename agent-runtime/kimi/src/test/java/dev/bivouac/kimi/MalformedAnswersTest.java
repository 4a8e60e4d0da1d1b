package dev.bivouac.kimi;

import static dev.bivouac.kimi.LoopbackHost.breaksAfter;
import static dev.bivouac.kimi.LoopbackHost.bytes;
import static dev.bivouac.kimi.LoopbackHost.inParts;
import static dev.bivouac.kimi.LoopbackHost.sse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosts were seen to send. */
class MalformedAnswersTest extends OneHostTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name only in a later fragment | a f {1} "
            + "| {'index':0,'id':'a','function':{'arguments':'{'}} ; {'index':0,'function':{'name':'f','arguments':'1}'}}",
        "empty name repeated | a f {1} "
            + "| {'index':0,'id':'a','function':{'name':'f','arguments':'{'}} ; {'index':0,'function':{'name':'','arguments':'1}'}}",
        "name repeated | a f {1} "
            + "| {'index':0,'id':'a','function':{'name':'f','arguments':'{'}} ; {'index':0,'function':{'name':'f','arguments':'1}'}}",
        "id repeated | a f {1} "
            + "| {'index':0,'id':'a','function':{'name':'f','arguments':'{'}} ; {'index':0,'id':'a','function':{'arguments':'1}'}}",
        "no index | a f {1} "
            + "| {'id':'a','function':{'name':'f','arguments':'{'}} ; {'function':{'arguments':'1}'}}",
        "no index, id repeated | a f {1} "
            + "| {'id':'a','function':{'name':'f','arguments':'{'}} ; {'id':'a','function':{'arguments':'1}'}}",
        "no arguments at first | a f {1} "
            + "| {'index':0,'id':'a','function':{'name':'f'}} ; {'index':0,'function':{'arguments':'{1}'}}",
        "arguments null at first | a f {1} "
            + "| {'index':0,'id':'a','function':{'name':'f','arguments':null}} ; {'index':0,'function':{'arguments':'{1}'}}",
        "whole in one delta | a f {1} | {'index':0,'id':'a','function':{'name':'f','arguments':'{1}'}}",
        "numeric id | 0 f {1} | {'index':0,'id':'0','function':{'name':'f','arguments':'{1}'}}",
        "foreign id | call_x8z f {1} | {'index':0,'id':'call_x8z','function':{'name':'f','arguments':'{1}'}}",
        "no id at all | f:0 f {1} | {'index':0,'function':{'name':'f','arguments':'{1}'}}",
        "arguments as an object | a f {'x':1} | {'index':0,'id':'a','function':{'name':'f','arguments':{'x':1}}}"
      })
  void putsOneCallTogether(String name, String expected, String fragments) {
    host.streams(chunks(fragments));

    assertThat(requests()).containsExactly(expected.replace('\'', '"').strip());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "by index | {'index':0,'id':'a','function':{'name':'f','arguments':'{'}} ; {'index':1,'id':'b','function':{'name':'g','arguments':'{'}}"
            + " ; {'index':0,'function':{'arguments':'1}'}} ; {'index':1,'function':{'arguments':'2}'}}",
        "both with index 0 | {'index':0,'id':'a','function':{'name':'f','arguments':'{1}'}} ; {'index':0,'id':'b','function':{'name':'g','arguments':'{'}}"
            + " ; {'index':0,'function':{'arguments':'2}'}}",
        "in one delta | {'index':0,'id':'a','function':{'name':'f','arguments':'{1}'}},{'index':1,'id':'b','function':{'name':'g','arguments':'{2}'}}",
        "without an index | {'id':'a','function':{'name':'f','arguments':'{1}'}} ; {'id':'b','function':{'name':'g','arguments':'{2}'}}"
      })
  void tellsTwoCallsApart(String name, String fragments) {
    host.streams(chunks(fragments));

    assertThat(requests()).containsExactly("a f {1}", "b g {2}");
  }

  @Test
  void tellsTwoCallsApartByNameWhereThereIsNothingElse() {
    host.streams(
        chunks(
            "{'function':{'name':'f','arguments':'{1}'}},{'function':{'name':'g','arguments':'{2}'}}"));

    assertThat(requests()).containsExactly("f:0 f {1}", "g:1 g {2}");
  }

  @Test
  void keepsACallWithoutANameSoThatItCanBeAnswered() {
    host.streams(
        chunks("{'index':0,'id':'a','function':{'name':'','arguments':'{1}'}} ; {'index':1}"));

    assertThat(requests()).containsExactly("a  {1}");
  }

  @Test
  void readsTheSameHoweverTheAnswerIsSplit() {
    String answer =
        sse(
            delta("{\"reasoning_content\":\"\u00e9\ud83c\udf19\"}"),
            calls("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}"),
            finish("tool_calls"));
    byte[] bytes = answer.getBytes(UTF_8);
    KimiStreamingChatModel model = builder().build();
    for (int split = 1; split < bytes.length; split++) {
      host.answers(
          inParts(
              Arrays.copyOfRange(bytes, 0, split), Arrays.copyOfRange(bytes, split, bytes.length)));

      assertThat(ask(model, HELLO).events)
          .as("split at %d", split)
          .containsExactly("thinking \u00e9\ud83c\udf19", "call 0 f {}", "called 0 {}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ": waiting\n\n", "data: {\"choices\":[{\"delta\":{\"content\":\"H"})
  void takesAStreamWithoutTheEndMarkForIncomplete(String beginning) {
    host.answers(inParts((beginning + " ").getBytes(UTF_8)));

    assertThat(ask().error())
        .isInstanceOf(IncompleteStreamException.class)
        .hasMessageContaining("without [DONE]");
  }

  @Test
  void takesAFinishReasonWithoutTheEndMarkForIncomplete() {
    String all = sse(delta("{\"content\":\"Hi\"}"), finish("stop"));
    host.answers(inParts(all.replace("data: [DONE]\n\n", "").getBytes(UTF_8)));

    RecordingHandler heard = ask();

    assertThat(heard.error())
        .isInstanceOf(IncompleteStreamException.class)
        .hasMessageContaining("after 2 events");
    assertThat(heard.events).containsExactly("text Hi");
  }

  @Test
  void neverCallsAToolCallCompleteIfTheStreamIsNot() {
    String all =
        sse(calls("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}"));
    host.answers(breaksAfter(all.replace("data: [DONE]\n\n", "")));

    RecordingHandler heard = ask();

    assertThat(heard.error()).isInstanceOf(IncompleteStreamException.class);
    assertThat(heard.events).containsExactly("call 0 f {}");
  }

  @Test
  void takesAnEndMarkWithoutABlankLine() {
    String all = sse(delta("{\"content\":\"Hi\"}"), finish("stop")).stripTrailing();
    host.answers(inParts(all.getBytes(UTF_8)));

    assertThat(ask().response().aiMessage().text()).isEqualTo("Hi");
  }

  @Test
  void understandsEventsWithoutBlankLinesBetweenThem() {
    String all = sse(delta("{\"content\":\"H\"}"), delta("{\"content\":\"i\"}"), finish("stop"));
    host.answers(inParts(all.replace("\n\n", "\n").getBytes(UTF_8)));

    assertThat(ask().events).containsExactly("text H", "text i");
  }

  @Test
  void takesHalfADocumentForIncomplete() {
    host.answers(bytes(200, "application/json", "{\"choices\":[{\"message\":{\"content\":\"H"));

    assertThat(ask().error()).isInstanceOf(IncompleteStreamException.class);
  }

  @Test
  void survivesChunksWithoutChoicesAndContentInParts() {
    host.streams(
        "{\"object\":\"ping\"}",
        "{\"choices\":null}",
        delta("{\"content\":null}"),
        delta("{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"tool_calls\":null}"),
        finish("stop"));

    assertThat(ask().response().aiMessage().text()).isEqualTo("Hi");
  }

  @Test
  void givesAnEmptyReplyAsItIs() {
    host.streams(delta("{\"content\":\"\",\"tool_calls\":null}"), finish("tool_calls"));

    var reply = ask().response().aiMessage();

    assertThat(reply.text()).isNull();
    assertThat(reply.hasToolExecutionRequests()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RateLimit | {'error':{'type':'engine_overloaded_error','message':'busy'}}",
        "Authentication | {'error':{'code':401,'message':'who?'}}",
        "InvalidRequest | {'error':{'error':{'type':'invalid_request_error','message':'bad'}}}",
        "InternalServer | {'error':'upstream gone'}",
        "InternalServer | {'error':{'type':'<nil>','message':'odd'},'choices':[{'finish_reason':'error'}]}",
        "RateLimit | {'choices':[{'index':0,'error':{'code':429,'message':'slow down'}}]}"
      })
  void reportsAnErrorInsideAStream(String sort, String event) {
    host.streams(delta("{\"content\":\"Hi\"}"), event.replace('\'', '"'));

    assertThat(ask().error())
        .isInstanceOf(
            switch (sort) {
              case "RateLimit" -> RateLimitException.class;
              case "Authentication" -> AuthenticationException.class;
              case "InvalidRequest" -> InvalidRequestException.class;
              default -> InternalServerException.class;
            })
        .hasCauseInstanceOf(KimiHttpException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"upstream gone\"}}",
        "event: error\ndata: {\"message\":\"upstream gone\"}\n\n",
        "{\"code\":20015,\"message\":\"upstream gone\"}"
      })
  void reportsAnErrorWithASuccessfulStatus(String body) {
    host.answers(bytes(200, "application/json", body));

    assertThat(ask().error()).hasMessageContaining("upstream gone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html><title>Sign in</title></html>", "data: Sign in\n\n", "data: [1]\n\n"})
  void saysThatSomethingElseAnswers(String body) {
    host.answers(bytes(200, "text/html", body));

    assertThat(ask().error())
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("no answer of a chat model")
        .hasMessageContaining("Check the base URL");
  }

  private String[] chunks(String fragments) {
    String[] parts = fragments.replace('\'', '"').split(" ; ", -1);
    String[] chunks = Arrays.copyOf(parts, parts.length + 1);
    for (int i = 0; i < parts.length; i++) {
      chunks[i] = calls(parts[i]);
    }
    chunks[parts.length] = finish("tool_calls");
    return chunks;
  }

  private List<String> requests() {
    return ask().response().aiMessage().toolExecutionRequests().stream()
        .map(MalformedAnswersTest::inWords)
        .toList();
  }

  private static String inWords(ToolExecutionRequest request) {
    return "%s %s %s".formatted(request.id(), request.name(), request.arguments());
  }
}
