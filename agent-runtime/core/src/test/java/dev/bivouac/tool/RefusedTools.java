package dev.bivouac.tool;

import static dev.bivouac.tool.Repeat.READS;
import static dev.bivouac.tool.Repeat.RECONCILED;

import dev.bivouac.tool.ToolSchemaTest.Order;
import dev.bivouac.tool.ToolSchemaTest.Tree;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools that must not be loaded. */
final class RefusedTools {
  private RefusedTools() {}

  static final class TakesObject {
    @Tool("Takes it.")
    public void take(Object what) {}
  }

  static final class TakesArray {
    @Tool("Takes it.")
    public void take(String[] what) {}
  }

  static final class TakesRawList {
    @Tool("Takes it.")
    @SuppressWarnings("rawtypes")
    public void take(List what) {}
  }

  static final class TakesListOfOptionals {
    @Tool("Takes it.")
    public void take(List<Optional<String>> what) {}
  }

  static final class TakesWildcards {
    @Tool("Takes it.")
    public void take(List<? extends CharSequence> what) {}
  }

  static final class TakesMapByNumber {
    @Tool("Takes it.")
    public void take(Map<Integer, String> what) {}
  }

  static final class TakesTree {
    @Tool("Takes it.")
    public void take(Tree what) {}
  }

  @SuppressWarnings("JavaUtilDate")
  static final class TakesDate {
    @Tool("Takes it.")
    public void take(Date what) {}
  }

  static final class TakesItsOwnType {
    @Tool("Takes it.")
    public <T> void take(T what) {}
  }

  static final class AbsentInt {
    @Tool("Takes it.")
    public void take(@P(value = "how many", required = false) int what) {}
  }

  static final class BadIntDefault {
    @Tool("Takes it.")
    public void take(@P(value = "how many", defaultValue = "ten") int what) {}
  }

  static final class BadEnumDefault {
    @Tool("Takes it.")
    public void take(@P(value = "how", defaultValue = "newest") Order what) {}
  }

  static final class BadDateDefault {
    @Tool("Takes it.")
    public void take(@P(value = "when", defaultValue = "today") LocalDate what) {}
  }

  static final class BadFlagDefault {
    @Tool("Takes it.")
    public void take(@P(value = "whether", defaultValue = "yes") boolean what) {}
  }

  static final class BadListDefault {
    @Tool("Takes it.")
    public void take(@P(value = "which", defaultValue = "a") List<String> what) {}
  }

  static final class NoDescription {
    @Tool
    public void take() {}
  }

  static final class ShortName {
    @Tool("Takes it.")
    public void go() {}
  }

  static final class RetriedOnce {
    @Tool("Takes it.")
    @Retry
    public void take() {}
  }

  static final class RetriedReconciled {
    @Tool("Takes it.")
    @OnResume(value = RECONCILED, reconciler = "found")
    @Retry
    public void take() {}

    Reconciliation found() {
      return new Reconciliation.Unknown();
    }
  }

  static final class RetriedTooOften {
    @Tool("Takes it.")
    @OnResume(READS)
    @Retry(attempts = 11)
    public void take() {}
  }

  static final class NoReconciler {
    @Tool("Takes it.")
    @OnResume(value = RECONCILED, reconciler = "found")
    public void take() {}
  }

  static final class ReconcilerOfAnotherType {
    @Tool("Takes it.")
    @OnResume(value = RECONCILED, reconciler = "found")
    public void take() {}

    boolean found() {
      return true;
    }
  }

  static final class ReconcilerThatTakesMore {
    @Tool("Takes it.")
    @OnResume(value = RECONCILED, reconciler = "found")
    public void take(String what) {}

    Reconciliation found(String what, String who) {
      return new Reconciliation.Unknown();
    }
  }

  static final class ReconcilerThatTakesAnotherType {
    @Tool("Takes it.")
    @OnResume(value = RECONCILED, reconciler = "found")
    public void take(String what) {}

    Reconciliation found(int what) {
      return new Reconciliation.Unknown();
    }
  }

  static final class SameName {
    @Tool("Takes it.")
    public void take() {}

    @Tool("Takes it.")
    public void take(String what) {}
  }
}
