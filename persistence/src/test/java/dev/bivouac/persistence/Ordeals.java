package dev.bivouac.persistence;

import dev.bivouac.journal.ModelReply;
import java.io.IOException;
import java.util.List;

/** An {@link Ordeal} for one call after the other, each on ground of its own. */
final class Ordeals {
  private final List<ModelReply> script;
  private final Grounds grounds;

  /** Makes new ground. */
  @FunctionalInterface
  interface Grounds {
    Unreliable make(String name) throws IOException;
  }

  /**
   * How many calls there were to fail, how many were made to, and how many of these felled a run.
   */
  record Sum(long calls, int failed, int fallen) {}

  Ordeals(List<ModelReply> script, Grounds grounds) {
    this.script = script;
    this.grounds = grounds;
  }

  /** The calls of a run that nothing disturbs. */
  long calls(String name) throws IOException {
    try (Unreliable ground = grounds.make(name)) {
      return new Ordeal(script, ground).undisturbed();
    }
  }

  /** Lets every so manieth call fail, from the first one on, until a run has no more of them. */
  Sum everyCall(Fault fault, int every) throws IOException {
    int failed = 0;
    int fallen = 0;
    for (long call = 1; ; call += every) {
      try (Unreliable ground = grounds.make(fault + "-" + call)) {
        Ordeal.Result result = new Ordeal(script, ground).fallsAndGoesOn(fault, call);
        if (result.calls() < call) {
          return new Sum(result.calls(), failed, fallen);
        }
        failed++;
        fallen += result.fallen() ? 1 : 0;
      }
    }
  }
}
