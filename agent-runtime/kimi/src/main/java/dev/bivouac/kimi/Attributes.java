package dev.bivouac.kimi;

/** Names of the attributes of an {@code AiMessage} that must come back with it. */
final class Attributes {
  /** The name that the reasoning came under, such as {@code reasoning_content}. */
  static final String REASONING_FIELD = "reasoning_field";

  /** The {@code reasoning_details} that came, as JSON text. */
  static final String REASONING_DETAILS = "reasoning_details";

  /** The name for reasoning that stood inside the text, between marks. */
  static final String INSIDE_CONTENT = "content";

  private Attributes() {}
}
