package dev.bivouac.workflows.dailynews;

import dev.bivouac.journal.RunSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names the report's file: the same for one run however often it is resumed, and another one for
 * another run of the same day.
 */
final class ReportName {
  private static final int LONGEST_SLUG = 40;

  private ReportName() {}

  /** Such as {@code 2026-11-22-daily-news-report-privacy-3f2a91.md}. */
  static String of(LocalDate day, RunSpec spec) {
    String slug = slug(spec.parameters().getOrDefault("topic", ""));
    String start = spec.setting().startedAt() + "\n" + spec.parameters();
    return "%s-daily-news-report-%s%s.md"
        .formatted(day, slug.isEmpty() ? "" : slug + "-", sha256(start).substring(0, 6));
  }

  /** ASCII only: a file name in other letters cannot be written where the locale is plain C. */
  static String slug(String topic) {
    String plain =
        Normalizer.normalize(topic.replace("ß", "ss"), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.length() <= LONGEST_SLUG
        ? plain
        : plain.substring(0, LONGEST_SLUG).replaceAll("-[^-]*$", "");
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("SHA-256 belongs to every JDK", e);
    }
  }
}
