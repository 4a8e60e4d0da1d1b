package dev.bivouac.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run's spec as a store keeps it. It is read only when somebody asks for it, since a list of a
 * thousand runs shows fifty.
 */
public final class StoredSpec {
  private final String text;
  private volatile Optional<RunSpec> spec;

  private StoredSpec(String text, Optional<RunSpec> spec) {
    this.text = text;
    this.spec = spec;
  }

  /** A spec that is to be stored. */
  public static StoredSpec of(RunSpec spec) {
    return new StoredSpec(SpecJson.text(spec), Optional.of(spec));
  }

  /** A spec that was stored. */
  public static StoredSpec of(String text) {
    return new StoredSpec(text, Optional.empty());
  }

  /** As it is stored: JSON. */
  public String text() {
    return text;
  }

  /**
   * What it says.
   *
   * @throws JournalFailedException if it is damaged
   */
  public RunSpec spec() {
    Optional<RunSpec> known = spec;
    if (known.isPresent()) {
      return known.get();
    }
    RunSpec parsed = SpecJson.parse(text);
    spec = Optional.of(parsed);
    return parsed;
  }

  /**
   * What a list shows of it, without reading the rest.
   *
   * @throws JournalFailedException if it is damaged
   */
  public Brief brief() {
    Optional<RunSpec> known = spec;
    return known.isPresent()
        ? new Brief(known.get().workflow(), known.get().parameters())
        : Brief.parse(text);
  }

  /**
   * Which workflow was asked for what.
   *
   * @param workflow its name
   * @param parameters its parameters
   */
  public record Brief(String workflow, Map<String, String> parameters) {
    // Not by an ObjectMapper: making one takes longer than reading a thousand specs so.
    private static final JsonFactory JSON = new JsonFactory();

    public Brief {
      parameters = Map.copyOf(parameters);
    }

    private static Brief parse(String text) {
      var parameters = new HashMap<String, String>();
      String workflow = "";
      try (JsonParser json = JSON.createParser(text)) {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          json.nextToken();
          switch (field) {
            case "workflow" -> workflow = json.getText();
            case "parameters" -> {
              while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                parameters.put(name, json.getText());
              }
            }
            default -> json.skipChildren();
          }
        }
      } catch (IOException e) {
        throw new JournalFailedException(
            "The spec of a run is damaged. Restore the store from a copy.", e);
      }
      return new Brief(workflow, parameters);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredSpec same && same.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
