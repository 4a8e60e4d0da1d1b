package dev.bivouac.kimi;

import com.sun.net.httpserver.HttpExchange;
import dev.bivouac.journal.Journals;
import dev.bivouac.run.CallKey;
import dev.bivouac.tool.OutsideTool;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A host on loopback that carries formulas out as a test says, and a provider that names it. */
final class FormulaLoopback implements AutoCloseable {
  static final String KEY = "sk-a-key-that-nobody-may-see";
  static final String SEARCH =
      """
      {"strict":false,"description":"Searches.","name":"web_search","parameters":{"type":"object",\
      "properties":{"query":{"title":"Q","description":"what","type":"string"},"classes":{"items":\
      {"enum":["a"],"type":"string"},"type":"array"}},"required":["query"],"$schema":"s"}}\
      """;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Provider OFFERING =
      new Provider(
          "loopback",
          Optional.empty(),
          Optional.of("LOOPBACK_API_KEY"),
          Optional.of("k2"),
          Dialect.PLAIN,
          new ProviderNotes(
              true,
              false,
              "Keys of two places differ.",
              Map.of(),
              Tiers.NONE,
              Optional.of(
                  new FormulaOffer(
                      Map.of(
                          "web-search",
                          new FormulaOffer.Price(
                              new BigDecimal("0.004"), LocalDate.of(2026, 11, 22)))))));

  private final Map<String, LoopbackHost.Answer> answers = new HashMap<>();
  private final LoopbackHost host = new LoopbackHost();

  FormulaLoopback() throws IOException {
    host.answers(this::answer);
    answering(list("web-search"), json(listOf(SEARCH)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    answers
        .getOrDefault(
            exchange.getRequestURI().getPath(),
            LoopbackHost.error(404, "{\"error\":{\"message\":\"none\"}}"))
        .to(exchange);
  }

  LoopbackHost host() {
    return host;
  }

  /** Answers at this path in this way; at all others with 404. */
  FormulaLoopback answering(String path, LoopbackHost.Answer answer) {
    answers.put(path, answer);
    return this;
  }

  @Override
  public void close() {
    host.close();
  }

  /** Where the functions of a formula are listed. */
  static String list(String name) {
    return "/v1/formulas/moonshot/%s:latest/tools".formatted(name);
  }

  /** Where calls of a formula are carried out. */
  static String fiber(String name) {
    return "/v1/formulas/moonshot/%s:latest/fibers".formatted(name);
  }

  static LoopbackHost.Answer json(String body) {
    return LoopbackHost.bytes(200, "application/json", body);
  }

  static String listOf(String... functions) {
    return Stream.of(functions)
        .map(function -> "{\"type\":\"function\",\"function\":" + function + "}")
        .collect(Collectors.joining(",", "{\"object\":\"list\",\"tools\":[", "]}"));
  }

  static String succeeded(String context) {
    return "{\"id\":\"fiber-1\",\"status\":\"succeeded\",\"context\":{" + context + "}}";
  }

  KimiModelBuilder setup() {
    return KimiStreamingChatModel.builder().provider(OFFERING).baseUrl(host.url()).apiKey(KEY);
  }

  Formulas formulas() {
    return Formulas.of(setup());
  }

  List<OutsideTool> tools(String... names) {
    return formulas().tools(Formulas.named(List.of(names)), PATIENCE);
  }

  OutsideTool search() {
    return tools("web-search").getFirst();
  }

  static ToolOutput call(OutsideTool tool, String arguments) {
    return tool.call(arguments, new ToolContext(Journals.RUN, new CallKey(1, 0), 1));
  }
}
