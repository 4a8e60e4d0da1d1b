package dev.bivouac.cli.extension;

import dev.bivouac.cli.extension.Extension.OwnTools;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.workflow.Workflow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses two things of one name, since a run or a model could mean either. */
public final class Twins {
  private static final String BUILT_IN = "Bivouac itself";

  private Twins() {}

  /**
   * Checks what was loaded against what comes with the program.
   *
   * @throws ExtensionException that names both
   */
  public static void refuse(
      List<Extension> extensions,
      Collection<String> builtInTools,
      Collection<String> builtInWorkflows) {
    Map<String, String> tools = owned(builtInTools);
    Map<String, String> workflows = owned(builtInWorkflows);
    for (Extension extension : extensions) {
      for (OwnTools own : extension.tools()) {
        String owner = "%s (%s)".formatted(extension.path(), own.object().getClass().getName());
        for (ToolSchema schema : own.schemas()) {
          claim(
              "tool", schema.name(), owner, tools, "@Tool(name = \"...\") gives it another name.");
        }
      }
      for (Workflow workflow : extension.workflows()) {
        claim(
            "workflow",
            workflow.name(),
            extension.path().toString(),
            workflows,
            "Give it another name().");
      }
    }
  }

  private static Map<String, String> owned(Collection<String> names) {
    var owners = new HashMap<String, String>();
    names.forEach(name -> owners.put(name, BUILT_IN));
    return owners;
  }

  private static void claim(
      String what, String name, String owner, Map<String, String> owners, String advice) {
    String other = owners.putIfAbsent(name, owner);
    if (other != null) {
      throw new ExtensionException(
          "--tools: %s '%s' of %s is also a %s of %s. %s"
              .formatted(what, name, owner, what, other, advice));
    }
  }
}
