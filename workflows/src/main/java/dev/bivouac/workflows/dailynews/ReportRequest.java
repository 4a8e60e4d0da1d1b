package dev.bivouac.workflows.dailynews;

import dev.bivouac.journal.RunSetting;
import dev.bivouac.workflow.InvalidParameterException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The workflow's parameters, understood.
 *
 * @param topic what the report is about; empty for the main news of the day
 * @param since how far back news counts
 * @param articles how many to read
 * @param language of the report
 */
record ReportRequest(Optional<String> topic, Since since, int articles, Locale language) {
  private static final int LONGEST_TOPIC = 300;
  private static final int MOST_ARTICLES = 60;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*");

  static ReportRequest of(Map<String, String> parameters, RunSetting setting) {
    return new ReportRequest(
        topic(parameters.getOrDefault("topic", "")),
        Since.parse(parameters.getOrDefault("since", "24h")),
        articles(parameters.getOrDefault("articles", "12").strip()),
        language(parameters.getOrDefault("language", "").strip(), setting));
  }

  private static Optional<String> topic(String given) {
    // One line: the goal's other lines must not be something that a topic can bring along.
    String line = given.replaceAll("[\\s\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    if (line.length() > LONGEST_TOPIC) {
      throw new InvalidParameterException(
          "topic", "at most 300 characters long", line.substring(0, 60) + "…");
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  private static int articles(String given) {
    int number = NUMBER.matcher(given).matches() ? Integer.parseInt(given) : 0;
    if (number < 1 || number > MOST_ARTICLES) {
      throw new InvalidParameterException("articles", "a number from 1 to 60", given);
    }
    return number;
  }

  private static Locale language(String given, RunSetting setting) {
    if (given.isEmpty()) {
      return plain(setting.language());
    }
    try {
      if (LANGUAGE.matcher(given).matches()) {
        return new Locale.Builder().setLanguageTag(given.replace('_', '-')).build();
      }
    } catch (IllformedLocaleException e) {
      throw badLanguage(given);
    }
    throw badLanguage(given);
  }

  /** Without what a machine's locale may carry besides, such as a calendar. */
  private static Locale plain(Locale locale) {
    return locale.getLanguage().isEmpty()
        ? Locale.ENGLISH
        : new Locale.Builder()
            .setLanguage(locale.getLanguage())
            .setScript(locale.getScript())
            .setRegion(locale.getCountry())
            .build();
  }

  private static InvalidParameterException badLanguage(String given) {
    return new InvalidParameterException("language", "a code such as en, de or pt-BR", given);
  }

  /** The topic for the model. */
  String topicInWords() {
    return topic.orElse("the day's main news");
  }
}
