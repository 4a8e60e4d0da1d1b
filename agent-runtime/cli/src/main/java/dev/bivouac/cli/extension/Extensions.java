package dev.bivouac.cli.extension;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this process has loaded. Each path is loaded once, by a class loader of its own, and stays
 * until the end. For one thread.
 */
public final class Extensions implements AutoCloseable {
  private final Map<Path, Extension> loaded = new LinkedHashMap<>();

  /**
   * What the paths hold, in their order.
   *
   * @param paths absolute; jars, folders of jars, folders of classes
   * @throws ExtensionException if one of them cannot be loaded
   * @throws dev.bivouac.tool.InvalidToolException if a tool cannot be declared to a model
   */
  public List<Extension> load(List<Path> paths) {
    return paths.stream()
        .distinct()
        .map(path -> loaded.computeIfAbsent(path, ExtensionLoader::load))
        .toList();
  }

  @Override
  public void close() {
    loaded.values().forEach(Extension::close);
    loaded.clear();
  }
}
