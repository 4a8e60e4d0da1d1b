package dev.bivouac.kimi;

import static dev.bivouac.kimi.LoopbackHost.error;
import static dev.bivouac.kimi.LoopbackHost.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WireLogTest extends OneHostTest {
  private static final String SECRET = "abcd1234-efgh5678-ijkl9012";

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void hearsTheRequestAndEveryLineOfTheAnswer() {
    host.answers(stream(delta("{\"content\":\"Hi.\"}"), finish("stop")));

    ask(model(), HELLO);

    assertThat(lines)
        .startsWith("1 > POST " + host.url() + "/chat/completions")
        .contains("1 > Authorization: Bearer ***", "1 < 200", "1 < data: [DONE]")
        .anyMatch(line -> line.startsWith("1 > (body: ") && line.contains("\"messages\":["))
        .anyMatch(line -> line.startsWith("1 < data: {") && line.contains("Hi."));
  }

  @Test
  void aSecondRequestSaysOnlyWhatIsNewInIt() {
    host.answers(stream(delta("{\"content\":\"Hi.\"}"), finish("stop")));
    KimiStreamingChatModel model = model();
    var first = UserMessage.from("long ".repeat(200));

    ask(model, ChatRequest.builder().messages(first).build());
    ask(
        model,
        ChatRequest.builder()
            .messages(first, AiMessage.from("Hi."), UserMessage.from("And now?"))
            .build());

    assertThat(lines)
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("2 > (body: ")
                .contains("as in the request before) ")
                .contains("And now?")
                .doesNotContain("long"));
  }

  @Test
  void noKeyIsHeardEvenIfTheHostEchoesAPartOfIt() {
    String message = "Wrong key " + SECRET + ", or " + SECRET.substring(3, 15) + "***";
    host.answers(
        error(401, "{\"error\":{\"message\":\"%s\"}}".formatted(message), "X-Key-Seen", SECRET));

    RecordingHandler heard = ask(model(), HELLO);

    assertThat(lines)
        .contains("1 < 401")
        .anyMatch(line -> line.contains("Wrong key [key], or [key]***"));
    for (int i = 0; i + 8 <= SECRET.length(); i++) {
      String piece = SECRET.substring(i, i + 8);
      assertThat(lines).noneMatch(line -> line.contains(piece));
      assertThat(heard.error().getMessage()).doesNotContain(piece);
    }
  }

  @Test
  void headersThatLookLikeSecretsAreMasked() {
    host.answers(stream(delta("{\"content\":\"Hi.\"}"), finish("stop")));

    ask(
        builder()
            .customHeaders(Map.of("X-Api-Token", "hush", "X-Title", "Bivouac"))
            .wireLog(this::heard)
            .build(),
        HELLO);

    assertThat(lines).contains("1 > X-Api-Token: ***", "1 > X-Title: Bivouac");
  }

  @Test
  void hearsThatNobodyAnswered() {
    host.close();

    ask(model(), HELLO);

    assertThat(lines).last().asString().startsWith("1 ! ").contains("Connect");
  }

  private KimiStreamingChatModel model() {
    return builder().apiKey(SECRET).wireLog(this::heard).build();
  }

  private void heard(int call, String line) {
    lines.add(call + " " + line);
  }
}
