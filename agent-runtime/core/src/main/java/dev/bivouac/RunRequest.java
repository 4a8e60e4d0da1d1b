package dev.bivouac;

import dev.bivouac.run.RunLimits;
import dev.bivouac.workflow.GoalWorkflow;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked of the runtime.
 *
 * @param workflow the workflow's name
 * @param parameters what is said about the run; the workflow's defaults fill the rest
 * @param key the user's own name for the run: the same key unfinished is resumed, finished is
 *     answered from the journal
 * @param limits what holds in place of the workflow's own limits
 * @param place where and for whom it runs
 */
public record RunRequest(
    String workflow,
    Map<String, String> parameters,
    Optional<String> key,
    Optional<RunLimits> limits,
    Place place) {
  private static final Pattern KEY = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._:-]{0,99}");

  /**
   * Where and for whom a run works.
   *
   * @param zone whose calendar the day is taken from
   * @param language of reports
   * @param outputFolder where files go
   * @param wiring how the program was set up, for its own use at a resume; never a secret
   */
  public record Place(ZoneId zone, Locale language, Path outputFolder, Map<String, String> wiring) {
    public Place {
      outputFolder = outputFolder.toAbsolutePath().normalize();
      wiring = Map.copyOf(wiring);
    }

    /** This machine's zone and language; files go to {@code reports} in the working directory. */
    public static Place here() {
      return new Place(ZoneId.systemDefault(), Locale.getDefault(), Path.of("reports"), Map.of());
    }
  }

  public RunRequest {
    parameters = Map.copyOf(parameters);
    if (key.isPresent() && !isKey(key.get())) {
      throw new IllegalArgumentException(
          "key must be 1 to 100 letters, digits or . _ : - with a letter or digit first, was '%s'"
              .formatted(key.get()));
    }
  }

  /** True for 1 to 100 letters, digits or {@code . _ : -} with a letter or digit first. */
  public static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  /** One goal, no workflow of its own. */
  public static RunRequest goal(String goal) {
    return of(GoalWorkflow.NAME, Map.of(GoalWorkflow.NAME, goal));
  }

  /** A run of a workflow, here. */
  public static RunRequest of(String workflow, Map<String, String> parameters) {
    return new RunRequest(workflow, parameters, Optional.empty(), Optional.empty(), Place.here());
  }

  /** The same with a key. */
  public RunRequest withKey(Optional<String> newKey) {
    return new RunRequest(workflow, parameters, newKey, limits, place);
  }

  /** The same with other limits. */
  public RunRequest withLimits(RunLimits newLimits) {
    return new RunRequest(workflow, parameters, key, Optional.of(newLimits), place);
  }

  /** The same elsewhere. */
  public RunRequest withPlace(Place newPlace) {
    return new RunRequest(workflow, parameters, key, limits, newPlace);
  }
}
