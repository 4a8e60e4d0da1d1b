package com.example.thermometer;

import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolFailure;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.Map;
import java.util.TreeMap;

/** A tool: a plain class with an annotated method. */
final class Thermometer {
  private final Map<String, Double> rooms;

  Thermometer(Map<String, Double> rooms) {
    this.rooms = new TreeMap<>(rooms);
  }

  /** What the model calls. It only reads, so a resumed run may call it again. */
  @Tool("The temperature in a room now, in degrees Celsius.")
  @OnResume(Repeat.READS)
  double temperature(@P("the room's name") String room) {
    Double degrees = rooms.get(room);
    if (degrees == null) {
      // The model reads this sentence, so it says what to try instead.
      throw new ToolFailure(
          "There is no thermometer in room '%s'. There is one in: %s."
              .formatted(room, String.join(", ", rooms.keySet())));
    }
    return degrees;
  }
}
