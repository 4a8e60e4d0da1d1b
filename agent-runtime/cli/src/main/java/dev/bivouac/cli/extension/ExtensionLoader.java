package dev.bivouac.cli.extension;

import dev.bivouac.cli.extension.Extension.OwnTools;
import dev.bivouac.tool.ToolProvider;
import dev.bivouac.tool.Toolbox;
import dev.bivouac.workflow.Workflow;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Loads one path. Classes of the program come first, so that both sides mean the same {@code
 * Workflow} and the same {@code @Tool}.
 */
final class ExtensionLoader {
  private ExtensionLoader() {}

  static Extension load(Path path) {
    List<URL> urls = ClassPlaces.of(path);
    var loader =
        new URLClassLoader(
            path.toString(), urls.toArray(URL[]::new), ExtensionLoader.class.getClassLoader());
    try {
      return load(path, loader);
    } catch (RuntimeException e) {
      // Whatever it is: the files are let go, and it is told as it came.
      Extension.close(loader);
      throw e;
    }
  }

  private static Extension load(Path path, URLClassLoader loader) {
    List<ToolProvider> providers = find(ToolProvider.class, path, loader);
    List<Workflow> workflows =
        find(Workflow.class, path, loader).stream()
            .map(workflow -> OwnWorkflow.of(workflow, path))
            .<Workflow>map(workflow -> workflow)
            .toList();
    if (providers.isEmpty() && workflows.isEmpty()) {
      throw new ExtensionException(
          """
          --tools: %s holds no tools and no workflows. It needs a file with a line for each class:
            META-INF/services/%s   for a class that brings tools
            META-INF/services/%s   for a workflow\
          """
              .formatted(path, ToolProvider.class.getName(), Workflow.class.getName()));
    }
    return new Extension(
        path,
        providers.stream().flatMap(provider -> tools(provider, path).stream()).toList(),
        workflows,
        loader);
  }

  /** Those that the path itself names; the program's own are none of its. */
  private static <S> List<S> find(Class<S> service, Path path, URLClassLoader loader) {
    var found = new ArrayList<S>();
    try {
      Iterator<ServiceLoader.Provider<S>> providers =
          ServiceLoader.load(service, loader).stream().iterator();
      while (providers.hasNext()) {
        ServiceLoader.Provider<S> provider = providers.next();
        if (loader.equals(provider.type().getClassLoader())) {
          found.add(provider.get());
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw Misfit.of(service, path, e);
    }
    return found;
  }

  private static List<OwnTools> tools(ToolProvider provider, Path path) {
    String name = provider.getClass().getName();
    List<Object> objects = Misfit.guard(name + ".tools()", path, provider::tools);
    if (objects == null || objects.stream().anyMatch(Objects::isNull)) {
      throw new ExtensionException(
          "--tools: %s of %s gave null from tools(). Return a list of objects with @Tool methods."
              .formatted(name, path));
    }
    return objects.stream()
        .map(object ->
            Misfit.guard(
                object.getClass().getName(),
                path,
                () -> new OwnTools(object, Toolbox.of(List.of(object)).schemas())))
        .toList();
  }
}
