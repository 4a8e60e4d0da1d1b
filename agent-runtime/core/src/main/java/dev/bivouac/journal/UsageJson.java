package dev.bivouac.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bivouac.run.Cost;
import dev.bivouac.run.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** What a run has used as a store keeps it beside the journal, for lists of runs. */
public final class UsageJson {
  // Not by an ObjectMapper: making one takes longer than reading a thousand of these so.
  private static final JsonFactory JSON = new JsonFactory();

  private UsageJson() {}

  /** As JSON text, in the form that journals have. */
  public static String text(Usage usage) {
    return ReplyJson.write(usage).toString();
  }

  /**
   * What such a text says.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Usage parse(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      return read(json);
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("no usage: " + text, e);
    }
  }

  private static Usage read(JsonParser json) throws IOException {
    long input = 0;
    long cached = 0;
    long output = 0;
    Optional<BigDecimal> usd = Optional.empty();
    boolean estimated = false;
    Optional<LocalDate> day = Optional.empty();
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "input" -> input = json.getLongValue();
        case "cached" -> cached = json.getLongValue();
        case "output" -> output = json.getLongValue();
        case "usd" -> usd = Optional.of(new BigDecimal(json.getText()));
        case "estimated" -> estimated = json.getBooleanValue();
        case "pricesAsOf" -> day = Optional.of(LocalDate.parse(json.getText()));
        default -> json.skipChildren();
      }
    }
    if (usd.isEmpty()) {
      return new Usage(input, cached, output, Optional.empty());
    }
    return new Usage(input, cached, output, Optional.of(new Cost(usd.get(), estimated, day)));
  }
}
