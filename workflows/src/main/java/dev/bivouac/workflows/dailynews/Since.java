package dev.bivouac.workflows.dailynews;

import dev.bivouac.workflow.InvalidParameterException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far back news counts, written {@code 24h}, {@code 2d} or {@code 90m}. */
record Since(int amount, Unit unit) {
  /** Named as it is said to the model, in the plural. */
  enum Unit {
    MINUTES(366 * 24 * 60),
    HOURS(366 * 24),
    DAYS(366);

    private final int most;

    Unit(int most) {
      this.most = most;
    }
  }

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*([mhd])");

  static Since parse(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (form.matches()) {
      Unit unit =
          switch (form.group(2)) {
            case "m" -> Unit.MINUTES;
            case "h" -> Unit.HOURS;
            default -> Unit.DAYS;
          };
      int amount = Integer.parseInt(form.group(1));
      if (amount >= 1 && amount <= unit.most) {
        return new Since(amount, unit);
      }
    }
    throw new InvalidParameterException(
        "since", "a time up to a year such as 24h, 2d or 90m", text);
  }

  /** For the model: {@code 24 hours}. */
  String words() {
    String plural = unit.name().toLowerCase(Locale.ROOT);
    return amount + " " + (amount == 1 ? plural.substring(0, plural.length() - 1) : plural);
  }
}
