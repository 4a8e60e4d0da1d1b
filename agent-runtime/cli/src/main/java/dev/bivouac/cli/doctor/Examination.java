package dev.bivouac.cli.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Makes all checks side by side and tells of them in order, none later than a bound. */
public final class Examination {
  private final List<Check> checks;
  private final Duration bound;

  /**
   * Not yet begun.
   *
   * @param bound how long all of it may take; a check that takes longer fails
   */
  public Examination(List<Check> checks, Duration bound) {
    this.checks = List.copyOf(checks);
    this.bound = bound;
  }

  /** Begins all at once; each finding is told as soon as all before it are. */
  public List<Finding> make(Consumer<Finding> told) {
    long until = System.nanoTime() + bound.toNanos();
    List<FutureTask<List<Finding>>> tasks = new ArrayList<>();
    for (Check check : checks) {
      var task = new FutureTask<>(check::look);
      Thread.ofVirtual().name("bivouac-check-" + check.about()).start(task);
      tasks.add(task);
    }
    var all = new ArrayList<Finding>();
    for (int i = 0; i < checks.size(); i++) {
      List<Finding> findings = findings(checks.get(i), tasks.get(i), until - System.nanoTime());
      findings.forEach(told);
      all.addAll(findings);
    }
    return all;
  }

  private List<Finding> findings(Check check, FutureTask<List<Finding>> task, long nanos) {
    try {
      return task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return List.of(
          Finding.fail(
              check.about(),
              "had not answered after %d s".formatted(bound.toSeconds()),
              "Something hangs there; try again, and look at the network."));
    } catch (ExecutionException e) {
      return List.of(
          Finding.fail(
              check.about(),
              "could not be looked at (%s)"
                  .formatted(
                      Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName()),
              ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Finding.fail(check.about(), "was not looked at", ""));
    }
  }
}
