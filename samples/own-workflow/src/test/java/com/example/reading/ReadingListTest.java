package com.example.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.workflow.InvalidParameterException;
import dev.bivouac.workflow.Parameters;
import dev.bivouac.workflow.Workflow;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ReadingListTest {
  private static List<OpeningMessage> open(Map<String, String> said) {
    Workflow workflow = ServiceLoader.load(Workflow.class).findFirst().orElseThrow();
    var setting =
        RunSetting.of(Instant.EPOCH, ZoneOffset.UTC, Locale.ENGLISH, Path.of("/reports"));
    return workflow.open(Parameters.fill(workflow, said), setting);
  }

  @Test
  void asksForWhatWasSaid() {
    List<OpeningMessage> messages = open(Map.of("subject", "leap seconds"));

    assertEquals(2, messages.size());
    assertTrue(messages.getLast().text().contains("Topic: leap seconds\nArticles: 5\n"));
  }

  @Test
  void refusesALengthThatIsNone() {
    assertThrows(InvalidParameterException.class, () -> open(Map.of("length", "many")));
  }
}
