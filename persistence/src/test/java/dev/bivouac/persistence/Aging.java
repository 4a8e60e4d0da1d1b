package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;

/**
 * Makes a store look as if time had passed since it was written: H2 uses space again that has been
 * free for 45 s, and the process that wrote it is no more.
 */
final class Aging {
  private static final Duration TIME = Duration.ofMinutes(2);
  private static final int BLOCK = 4096;
  private static final Pattern HEADER =
      Pattern.compile("(H:2,.*created:)([0-9a-f]+)(.*),fletcher:([0-9a-f]+)\n.*", Pattern.DOTALL);

  private Aging() {}

  static void age(Path store) throws IOException {
    if (!Files.exists(store)) {
      return;
    }
    try (var files = Files.list(store)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".mv.db")) {
          age(bytes, 0);
          age(bytes, BLOCK);
          Files.write(file, bytes);
        } else if (file.toString().endsWith(".owner")) {
          String text = new String(bytes, StandardCharsets.UTF_8);
          Files.writeString(file, text.replaceFirst("pid=\\d+", "pid=999999999"));
        }
      }
    }
  }

  private static void age(byte[] file, int at) {
    if (file.length < at + BLOCK) {
      return;
    }
    Matcher header = HEADER.matcher(new String(file, at, BLOCK, StandardCharsets.ISO_8859_1));
    if (!header.matches()) {
      return;
    }
    byte[] before = bytes(header.group(1) + header.group(2) + header.group(3));
    if (Integer.parseUnsignedInt(header.group(4), 16)
        != DataUtils.getFletcher32(before, 0, before.length)) {
      return;
    }
    long created = Long.parseLong(header.group(2), 16) - TIME.toMillis();
    String text = header.group(1) + Long.toHexString(created) + header.group(3);
    int checksum = DataUtils.getFletcher32(bytes(text), 0, bytes(text).length);
    byte[] aged = bytes(text + ",fletcher:" + Integer.toHexString(checksum) + "\n");
    Arrays.fill(file, at, at + BLOCK, (byte) 0);
    System.arraycopy(aged, 0, file, at, aged.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
