package com.example.thermometer;

import dev.bivouac.tool.ToolProvider;
import java.util.List;
import java.util.Map;

/** Brings the tools of this jar to Bivouac, which finds it through META-INF/services. */
public final class Thermometers implements ToolProvider {
  @Override
  public List<Object> tools() {
    return List.of(new Thermometer(Map.of("kitchen", 21.5, "cellar", 11.0)));
  }
}
