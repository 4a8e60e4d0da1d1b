package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.run.RunId;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** What the trials write: it can be told for every entry, so that a wrong one is noticed. */
final class TrialText {
  private TrialText() {}

  /** The event that stands in an entry of a run, from its second on. */
  static JournalEvent said(RunId run, int number) {
    return JournalContract.said(number - 1, text(run, number));
  }

  /** Short texts, some of a few KB and a few of more than 64 KB, which cannot be compressed. */
  private static String text(RunId run, int number) {
    var random = new Random(Objects.hash(run.value(), number));
    int kind = random.nextInt(10);
    return kind < 6
        ? "entry %d of %s. ".formatted(number, run).repeat(1 + random.nextInt(30))
        : incompressible(
            kind < 9 ? 1500 + random.nextInt(4000) : 50_000 + random.nextInt(50_000), random);
  }

  static String incompressible(int bytes, Random random) {
    var some = new byte[bytes];
    random.nextBytes(some);
    return Base64.getEncoder().encodeToString(some);
  }

  /** True if a run says what was written, as far as it goes. */
  static boolean isRight(RunId run, List<Entry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      JournalEvent event = entries.get(i).event();
      if (entries.get(i).number() != i + 1
          || (i == 0
              ? !event.equals(JournalContract.started("power"))
              : !event.equals(said(run, i + 1)))) {
        return false;
      }
    }
    return true;
  }
}
