package com.example.thermometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolProvider;
import dev.bivouac.tool.ToolResult;
import dev.bivouac.tool.Toolbox;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ThermometersTest {
  /** As Bivouac finds it, checks the arguments and calls it. */
  private static ToolResult call(String arguments) {
    List<Object> tools = ServiceLoader.load(ToolProvider.class).findFirst().orElseThrow().tools();
    var key = new CallKey(1, 0);
    return Toolbox.of(tools)
        .call(
            new ToolCall(key, "call", "temperature", arguments, Optional.empty()),
            new ToolContext(new RunId("0123456789ab"), key, 1));
  }

  @Test
  void readsTheTemperatureOfARoom() {
    assertEquals("21.5", call("{\"room\":\"kitchen\"}").text());
  }

  @Test
  void saysWhichRoomsThereAre() {
    assertTrue(call("{\"room\":\"attic\"}").text().contains("cellar, kitchen"));
  }
}
