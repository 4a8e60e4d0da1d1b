package dev.bivouac.tool;

import java.util.List;

/**
 * Brings tools to a program that was not built with them. The class has a public constructor
 * without parameters, and its name stands in a line of {@code
 * META-INF/services/dev.bivouac.tool.ToolProvider}; {@code bivouac --tools JAR} finds it there. A
 * {@code Workflow} needs no provider: it is named in a file of its own.
 */
public interface ToolProvider {
  /**
   * Objects with {@code @Tool} methods, asked for once. One that is {@link AutoCloseable} is closed
   * when the program ends.
   */
  List<Object> tools();
}
