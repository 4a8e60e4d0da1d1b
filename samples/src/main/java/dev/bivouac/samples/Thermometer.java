package dev.bivouac.samples;

import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolFailure;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.Map;
import java.util.Optional;

/** A tool of one's own: a plain class with an annotated method. */
public final class Thermometer {
  private final Map<String, Double> rooms;

  /**
   * A thermometer in each of these rooms.
   *
   * @param rooms degrees Celsius by the room's name
   */
  public Thermometer(Map<String, Double> rooms) {
    this.rooms = Map.copyOf(rooms);
  }

  /** What the model calls. It only reads, so a resumed run may call it again. */
  @Tool("The temperature in a room now, in degrees Celsius.")
  @OnResume(Repeat.READS)
  public double temperature(@P("the room's name") String room) {
    return Optional.ofNullable(rooms.get(room))
        .orElseThrow(() ->
            new ToolFailure(
                "There is no thermometer in room '%s'. There is one in: %s."
                    .formatted(room, String.join(", ", rooms.keySet()))));
  }
}
