package dev.bivouac.persistence;

import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.persistence.socket.OtherVersionException;
import dev.bivouac.persistence.socket.OwnerSocket;
import dev.bivouac.persistence.socket.SilentException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Reads files that this store does not hold: the process that does is asked over its socket; where
 * none does, the file itself is read; where one does and does not answer, a private copy, which the
 * user is told.
 */
final class Neighbours {
  /** A process that did not answer is not asked again for so long. */
  private static final Duration REST = Duration.ofSeconds(5);

  /** How long a process may have no socket although it can make one. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final String SILENT = "does not answer";

  private final String program;
  private final Consumer<String> notes;
  private final Set<String> noted = ConcurrentHashMap.newKeySet();
  private final Map<StoreFile, Long> silentSince = new ConcurrentHashMap<>();

  /**
   * Has met nobody yet.
   *
   * @param program name and version of this program
   * @param notes told, a sentence each, what people should know about an answer
   */
  Neighbours(String program, Consumer<String> notes) {
    this.program = program;
    this.notes = notes;
  }

  /** Where the process that holds the file listens, if one does; it may have died. */
  Optional<OwnerSocket> owner(StoreFile file) {
    return HeldFiles.isHeldHere(file)
        ? Optional.empty()
        : FileOwner.socket(file).map(path -> new OwnerSocket(path, program));
  }

  /** The answer of whoever can give it. Only on the thread that may read files. */
  <T> T ask(StoreFile file, Inquiry<T> inquiry) {
    String why = SILENT;
    Optional<OwnerSocket> owner = isResting(file) ? Optional.empty() : ownerInAWhile(file);
    boolean closing = FileOwner.said(file).pid().isEmpty();
    if (owner.isPresent()) {
      try {
        return inquiry.call().to(owner.get());
      } catch (SilentException e) {
        silentSince.put(file, System.nanoTime());
      } catch (OtherVersionException e) {
        why = "is %s, which does not speak with this version".formatted(e.program());
      } catch (IOException e) {
        // It has died or is just closing: the file can be read, or a copy, which is as good.
        closing = true;
      }
    }
    String reason = why;
    boolean said = !closing;
    return HeldFiles.ask(
        file,
        inquiry.query(),
        holder -> {
          if (said) {
            note(holder, reason);
          }
        });
  }

  /**
   * A process that has just taken a file, or is about to let go of it, has no socket for a moment.
   */
  private Optional<OwnerSocket> ownerInAWhile(StoreFile file) {
    long end = System.nanoTime() + MOMENT.toNanos();
    Optional<OwnerSocket> owner = owner(file);
    while (owner.isEmpty() && isHeldElsewhere(file) && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      owner = owner(file);
    }
    return owner;
  }

  private static boolean isHeldElsewhere(StoreFile file) {
    return !HeldFiles.isHeldHere(file) && FileOwner.said(file).isAlive();
  }

  private boolean isResting(StoreFile file) {
    Long since = silentSince.get(file);
    return since != null && System.nanoTime() - since < REST.toNanos();
  }

  private void note(Holder holder, String why) {
    String process = holder.process();
    String note =
        "%s %s, so this was read from a copy made just now."
            .formatted(
                process.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + process.substring(1),
                why);
    if (noted.add(note)) {
      notes.accept(note);
    }
  }
}
