package dev.bivouac.tools.date;

import static dev.bivouac.tool.Repeat.READS;

import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.ToolFailure;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The date and time now, in any time zone. */
public final class DateTool {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEEE, uuuu-MM-dd HH:mm", Locale.ENGLISH);

  private final Clock clock;
  private final ZoneId home;

  /**
   * A tool for one home.
   *
   * @param home the zone meant when the model names none
   */
  public DateTool(Clock clock, ZoneId home) {
    this.clock = clock;
    this.home = home;
  }

  /** What the model calls; one line such as {@code Monday, 2026-11-23 09:05, UTC+01:00 ...}. */
  @Tool(name = "date", value = "The date and time now, with the weekday and the UTC offset.")
  @OnResume(READS)
  public String date(
      @P(
              name = "zone",
              description =
                  "IANA time zone such as Europe/Paris. Without it the user's own zone is meant.",
              required = false)
          Optional<String> zone) {
    ZoneId chosen = zone.map(String::strip).filter(z -> !z.isEmpty()).map(this::zone).orElse(home);
    ZonedDateTime now = ZonedDateTime.now(clock.withZone(chosen));
    String offset = now.getOffset().getTotalSeconds() == 0 ? "" : now.getOffset().getId();
    return "%s, UTC%s (%s)".formatted(now.format(FORMAT), offset, chosen.getId());
  }

  private ZoneId zone(String name) {
    return ZoneNames.find(name).orElseThrow(() -> unknown(name));
  }

  private ToolFailure unknown(String name) {
    List<String> near = ZoneNames.near(name);
    String advice =
        near.isEmpty()
            ? "Use an IANA name such as Europe/Paris, an offset such as +02:00, or leave it out for %s."
                .formatted(home.getId())
            : "Near names: %s.".formatted(String.join(", ", near));
    String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
    return new ToolFailure("The time zone '%s' is unknown. %s".formatted(shown, advice));
  }
}
