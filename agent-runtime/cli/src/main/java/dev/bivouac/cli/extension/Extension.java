package dev.bivouac.cli.extension;

import dev.bivouac.tool.ToolSchema;
import dev.bivouac.workflow.Workflow;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * What one jar or folder holds.
 *
 * @param path where it lies
 * @param tools in the order of its providers
 * @param workflows ready to be used; what they throw names the path
 * @param loader of its classes, closed at the end
 */
public record Extension(
    Path path, List<OwnTools> tools, List<Workflow> workflows, URLClassLoader loader) {
  /**
   * An object with tools.
   *
   * @param object with {@code @Tool} methods
   * @param schemas of its tools
   */
  public record OwnTools(Object object, List<ToolSchema> schemas) {
    public OwnTools {
      schemas = List.copyOf(schemas);
    }
  }

  public Extension {
    tools = List.copyOf(tools);
    workflows = List.copyOf(workflows);
  }

  /** Closes what wants to be closed. */
  void close() {
    for (OwnTools own : tools) {
      if (own.object() instanceof AutoCloseable closeable) {
        close(closeable);
      }
    }
    close(loader);
  }

  /** Whatever is thrown: the work is done and told, and only what was read is let go. */
  static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception | LinkageError e) {
      return;
    }
  }
}
