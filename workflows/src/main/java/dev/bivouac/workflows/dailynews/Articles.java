package dev.bivouac.workflows.dailynews;

import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run read: the text of every article that it fetched, by address. */
final class Articles {
  private static final String TOOL = "fetch_article";

  private final Map<String, List<String>> texts = new HashMap<>();
  private final Map<String, Article> articles = new HashMap<>();

  private Articles() {}

  /** The articles of all fetches that succeeded. */
  static Articles of(RunState run) {
    var articles = new Articles();
    run.calls()
        .filter(call -> call.call().name().equals(TOOL))
        .forEach(call -> {
          if (call.end().orElse(null) instanceof Step.End.Known(ToolResult.Success success)) {
            articles.add(success);
          }
        });
    return articles;
  }

  private void add(ToolResult.Success fetch) {
    String requested = fetch.data().get("requested");
    String landed = fetch.data().getOrDefault("final", requested);
    String canonical = fetch.data().get("canonical");
    // A page may call itself by any name; only a name on its own site is believed.
    boolean believed = canonical != null && landed != null && Addresses.sameSite(canonical, landed);
    Stream.of(requested, landed, believed ? canonical : null)
        .filter(Objects::nonNull)
        .map(Addresses::normalised)
        .distinct()
        .forEach(it -> texts.computeIfAbsent(it, key -> new ArrayList<>()).add(fetch.text()));
  }

  /**
   * The article at an address, all fetched parts of it together; empty if the run never got it.
   *
   * @param address in any spelling
   */
  Optional<Article> at(String address) {
    String key = Addresses.normalised(address);
    return Optional.ofNullable(texts.get(key))
        .map(parts -> articles.computeIfAbsent(key, it -> new Article(String.join("\n\n", parts))));
  }
}
