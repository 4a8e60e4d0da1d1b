package dev.bivouac.journal;

import dev.bivouac.tool.ToolSchema;
import java.util.List;
import java.util.Optional;

/**
 * What every request of a run begins with.
 *
 * @param messages system prompt and goal as they are sent
 * @param tools the tools declared, in the order they are sent
 */
public record Opening(List<OpeningMessage> messages, List<ToolSchema> tools) {
  public Opening {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("an opening needs at least one message, the goal");
    }
  }

  /** The tool declared under that name, if there is one. */
  public Optional<ToolSchema> tool(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }
}
