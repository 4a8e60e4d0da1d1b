package dev.bivouac.persistence;

import dev.bivouac.journal.RunHead.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What other processes are told about this one. */
final class ThisProcess {
  private ThisProcess() {}

  static Holder holder(Instant since) {
    return new Holder(label(id(), host()), since);
  }

  static String label(String pid, String host) {
    return "process " + pid + " on " + host;
  }

  static String text(Instant since) {
    return "pid=%s\nhost=%s\nstarted=%s\ncommand=bivouac\nsince=%s\n"
        .formatted(
            id(),
            host(),
            ProcessHandle.current().info().startInstant().map(Instant::toString).orElse(""),
            since);
  }

  static String id() {
    return Long.toString(ProcessHandle.current().pid());
  }

  /** The host's name as far as the system tells it without asking the network. */
  private static String host() {
    return Optional.ofNullable(System.getenv("HOSTNAME"))
        .or(() -> Optional.ofNullable(System.getenv("COMPUTERNAME")))
        .or(() -> firstLine(Path.of("/proc/sys/kernel/hostname")))
        .orElse("localhost");
  }

  private static Optional<String> firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
