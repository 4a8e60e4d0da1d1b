package dev.bivouac.cli;

import dev.bivouac.kimi.Catalogue;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.Workflows;
import java.util.Iterator;

/** Names that help texts list and shells complete. */
final class Names {
  private Names() {}

  /** The workflows that come with the program. */
  static final class OfWorkflows implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Workflows.all().stream().map(Workflow::name).iterator();
    }
  }

  /** The providers that are known. */
  static final class OfProviders implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Catalogue.bundled().names().iterator();
    }
  }

  /** The tools that come with the program. */
  static final class OfTools implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return BuiltInTools.schemas(Surroundings.ofThisProcess()).stream()
          .map(ToolSchema::name)
          .iterator();
    }
  }
}
