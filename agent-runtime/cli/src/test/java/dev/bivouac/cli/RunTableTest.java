package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.cli.story.ToldRuns;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.StoredSpec;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunTableTest {
  private static final List<RunHead> RUNS =
      List.of(
          run("3000000000aa", used("12.34567", true)),
          run("2000000000aa", used("0.0421", false)),
          run("1000000000aa", Optional.of(Usage.NONE)),
          run("0000000000aa", Optional.empty()));

  @Test
  void fitsTheUsualTerminal() {
    assertThat(table(80))
        .containsExactly(
            "RUN           STATUS     WORKFLOW   STEPS       USD  UPDATED  ABOUT",
            "3000000000aa  completed  daily-ne…      4  ~12.3457  21:58    What day is it, a…",
            "2000000000aa  completed  daily-ne…      4    0.0421  21:58    What day is it, a…",
            "1000000000aa  completed  daily-ne…      4         -  21:58    What day is it, a…",
            "0000000000aa  completed  daily-ne…      4         -  21:58    What day is it, a…");
  }

  @Test
  void takesTheRoomThatAWideTerminalHas() {
    assertThat(table(200).get(1))
        .isEqualTo(
            "3000000000aa  completed  daily-news-report      4  ~12.3457  21:58    What day is it, and who pays?");
  }

  private static Optional<Usage> used(String usd, boolean estimated) {
    Cost cost = new Cost(new BigDecimal(usd), estimated);
    return Optional.of(new Usage(1000, 900, 50, Optional.of(cost)));
  }

  private static RunHead run(String id, Optional<Usage> used) {
    RunHead told = ToldRuns.head(ToldRuns.eventful(), Optional.empty());
    RunHead.Position at = told.position();
    return new RunHead(
        new RunId(id),
        told.key(),
        StoredSpec.of(told.stored().text().replace("\"ask\"", "\"daily-news-report\"")),
        told.status(),
        new RunHead.Position(
            at.epoch(), at.entries(), at.steps(), at.createdAt(), at.updatedAt(), used),
        told.holder());
  }

  private static List<String> table(int columns) {
    Clock clock = Clock.fixed(ToldRuns.START.plus(Duration.ofHours(15)), ZoneOffset.UTC);
    var streams =
        new Streams(
            InputStream.nullInputStream(),
            new PrintStream(PrintStream.nullOutputStream()),
            new PrintStream(PrintStream.nullOutputStream()),
            Set.of());
    var around =
        new Surroundings(
            Map.of("COLUMNS", Integer.toString(columns)), Path.of("/home"), clock, streams);
    return new RunTable(around).lines(RUNS);
  }
}
