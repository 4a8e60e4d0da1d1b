package dev.bivouac.cli;

import dev.bivouac.AgentRuntime;
import dev.bivouac.ResumeTerms;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.cli.Wiring.Wired;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.kimi.WireLog;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.workflow.Workflow;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One drive of one run by this process: sets up, drives, tells how it ended. */
final class Session {
  private final Surroundings around;
  private final Config config;
  private final DriveOptions output;

  Session(Surroundings around, Config config, DriveOptions output) {
    output.check();
    this.around = around;
    this.config = config;
    this.output = output;
  }

  /** The user's own name for a run, if one was said. */
  static Optional<String> key(@Nullable String said) {
    if (said != null && !RunRequest.isKey(said)) {
      throw new UsageException(
          "--key must be 1 to 100 letters, digits or . _ : - with a letter or digit first, was '%s'."
              .formatted(said));
    }
    return Optional.ofNullable(said);
  }

  /** Starts a run, or takes up the one with the same key. */
  int start(
      StorePlace place, Setup setup, RunRequest request, Workflow workflow, LimitOptions said) {
    Optional<RunHead> there = byKey(place, request);
    if (there.isPresent()) {
      around.say(
          "Run %s has this key already: %s."
              .formatted(there.get().id(), LsCommand.word(there.get())));
      Setup before = Setup.of(new ModelOptions(), config, there.get().spec().setting().wiring());
      return resume(place, before, there.get(), said, ResumeTerms.AS_IT_IS);
    }
    return drive(
        place,
        setup,
        (wired, audience) -> {
          RunLimits limits = limits(wired, workflow.limits(), said, setup, audience);
          return wired.runtime().run(settled(request, wired.setup()).withLimits(limits));
        });
  }

  /** What was chosen when everything was wired is what a resume must find. */
  private static RunRequest settled(RunRequest request, Setup setup) {
    RunRequest.Place place = request.place();
    return request.withPlace(
        new RunRequest.Place(place.zone(), place.language(), place.outputFolder(), setup.wiring()));
  }

  /** Takes a run up. One that is over needs no model: its files are written again if missing. */
  int resume(StorePlace place, Setup setup, RunHead head, LimitOptions said, ResumeTerms terms) {
    OwnOptions.checkThere(head.id(), setup.reach().tools());
    if (!output.quiet) {
      // Code that a journal names is never run unseen.
      setup.reach().tools().forEach(path -> around.say("Loading tools of your own: " + path));
    }
    if (head.status().over()) {
      try (Journal journal = Wiring.open(place, around)) {
        return tell(Wiring.withoutModel(journal, setup, around).resume(head.id()), 0);
      }
    }
    return drive(
        place,
        setup,
        (wired, audience) ->
            wired
                .runtime()
                .resume(
                    head.id(),
                    terms.withLimits(
                        limits -> limits(wired, said.over(limits), said, setup, audience))));
  }

  private Optional<RunHead> byKey(StorePlace place, RunRequest request) {
    if (request.key().isEmpty()) {
      return Optional.empty();
    }
    try (Journal journal = Wiring.open(place, around)) {
      return journal.findByKey(request.key().get());
    }
  }

  private int drive(StorePlace place, Setup setup, BiFunction<Wired, Audience, RunSummary> work) {
    try (RunLogFile log = RunLogFile.of(place, config, around);
        Audience audience = Audience.of(around, output).with(log)) {
      WireLog wire = output.debug ? log.wire() : WireLog.NONE;
      try (Wired wired = Wiring.wire(setup, config, around, place, audience.listener(), wire)) {
        AgentRuntime runtime = wired.runtime();
        Signals signals =
            Signals.listen(signal -> audience.stop(runtime::stop, signal), audience::lastWords);
        RunSummary summary = work.apply(wired, audience);
        audience.end();
        return tell(summary, signals.code());
      } catch (RuntimeException e) {
        // Whatever it is: the log keeps where it came from, and it is told as it came.
        log.failed(e);
        throw e;
      } finally {
        audience.end();
        sayWhere(log);
      }
    }
  }

  private void sayWhere(RunLogFile log) {
    if (output.debug) {
      log.path().ifPresent(file -> around.say("The log with the model's wire: " + shown(file)));
    }
  }

  /** Without a price there is no limit on money, which is said; asking for one then is refused. */
  private RunLimits limits(
      Wired wired, RunLimits byDefault, LimitOptions said, Setup setup, Audience audience) {
    RunLimits limits = said.over(byDefault);
    if (limits.maxCost().isEmpty() || wired.unpriced().isEmpty()) {
      return limits;
    }
    if (said.asksForCost()) {
      throw new UsageException(
          "--max-cost cannot be held: no price is known for %s. Use --max-tokens or --max-steps."
              .formatted(String.join(", ", wired.unpriced())));
    }
    if (!setup.rehearsed() && !output.quiet) {
      audience.say(
          "No price is known for %s, so the limit of %s USD is off; %,d tokens and %d steps still hold."
              .formatted(
                  String.join(", ", wired.unpriced()),
                  limits.maxCost().get().toPlainString(),
                  limits.maxTokens(),
                  limits.maxSteps()));
    }
    return limits.withMaxCost(Optional.empty());
  }

  private int tell(RunSummary summary, int signal) {
    if (output.json) {
      around.printJson(SummaryJson.of(summary));
    }
    switch (summary.status()) {
      case COMPLETED -> completed(summary);
      case FAILED, CANCELLED, PAUSED, RUNNING -> {}
    }
    ending(summary).lines().forEach(around::say);
    if (signal == 0 && ExitCode.wasAsked(summary.state())) {
      around.say("It was stopped from another terminal, by `bivouac stop`.");
    }
    return ExitCode.of(summary.state(), signal);
  }

  private void completed(RunSummary summary) {
    summary.notes().forEach(note -> around.say("Checked: " + note));
    if (output.json) {
      return;
    }
    if (output.events) {
      summary.files().forEach(file -> around.say(shown(file)));
      return;
    }
    if (summary.files().isEmpty()) {
      summary.state().outcome().ifPresent(this::printAnswer);
    } else {
      summary.files().forEach(file -> around.print(shown(file)));
    }
  }

  private void printAnswer(RunOutcome outcome) {
    if (outcome instanceof RunOutcome.Completed completed) {
      if (around.isTerminal(Streams.Standard.OUT)) {
        TextRows.wrap(SafeText.lines(completed.answer()), Width.ofText(around))
            .forEach(around::print);
      } else {
        around.print(completed.answer());
      }
    }
  }

  /** How a run stands, and how it goes on. */
  static String ending(RunSummary summary) {
    String id = summary.id().value();
    return switch (summary.status()) {
      case COMPLETED -> "Run %s is done: %s.".formatted(id, totals(summary));
      case PAUSED ->
          "Run %s is paused. %s\nNothing is lost (%s). Go on with: %s"
              .formatted(
                  id,
                  summary.state().pause().orElseThrow().message(),
                  totals(summary),
                  WayOn.command(summary.id(), summary.state()));
      case RUNNING ->
          "Run %s was interrupted. Nothing that is done is lost (%s). Go on with: bivouac resume %s"
              .formatted(id, totals(summary), id);
      case FAILED, CANCELLED ->
          "Run %s is %s: %s"
              .formatted(
                  id,
                  summary.status().word(),
                  summary.state().outcome().map(Session::reason).orElse(""));
    };
  }

  private static String reason(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Completed completed -> "";
      case RunOutcome.Failed failed -> failed.reason();
      case RunOutcome.Cancelled cancelled -> cancelled.reason();
    };
  }

  private static String totals(RunSummary summary) {
    var usage = summary.state().progress().usage();
    String unknown =
        summary.state().unknownOutcomes() == 0
            ? ""
            : ", %d with unknown outcome".formatted(summary.state().unknownOutcomes());
    String cost = usage.cost().map((Cost paid) -> ", " + Shown.datedCost(paid)).orElse("");
    return "%s, %s%s, %,d tokens%s"
        .formatted(
            Shown.count(summary.state().steps().size(), "step"),
            Shown.count(summary.state().calls().count(), "tool call"),
            unknown,
            usage.total(),
            cost);
  }

  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
  }
}
