package dev.bivouac.persistence;

import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;

/**
 * Flips bits in the files of a store, or cuts them, and looks what is read: what was written, or a
 * refusal. Its main takes a new folder, a seed and a number of tries.
 */
final class BitTrial {
  private static final int ENTRIES = 40;

  /** How often what was written was read, how often it was refused, and what went wrong. */
  record Found(int right, int refused, List<String> wrongs) {}

  private final Path folder;
  private final Random random;
  private final RunId run;
  private final Path data;
  private final Path owner;
  private final byte[] wholeData;
  private final byte[] wholeOwner;
  private final RunHead head;

  BitTrial(Path folder, long seed) throws IOException {
    this.folder = folder;
    this.random = new Random(seed);
    this.run = RunId.random(random);
    try (var store = open()) {
      Lease lease = store.create(run, Optional.empty(), JournalContract.started("power"));
      List<JournalEvent> events = new ArrayList<>();
      for (int number = 2; number <= ENTRIES; number++) {
        events.add(TrialText.said(run, number));
        if (number % 4 == 0) {
          store.append(lease, number + 1 - events.size(), events);
          events.clear();
        }
      }
    }
    this.data = folder.resolve("runs-0001.mv.db");
    this.owner = folder.resolve("runs-0001.owner");
    this.wholeData = Files.readAllBytes(data);
    this.wholeOwner = Files.readAllBytes(owner);
    try (var store = open()) {
      this.head = store.find(run).orElseThrow();
    }
  }

  public static void main(String[] args) throws IOException {
    var trial = new BitTrial(Path.of(args[0]), Long.parseLong(args[1]));
    Found found = trial.damage(Integer.parseInt(args[2]));
    System.out.println(found.right() + " right, " + found.refused() + " refused");
    found.wrongs().forEach(System.out::println);
  }

  private H2Store open() {
    return H2Store.open(folder, Clock.systemUTC());
  }

  /** Damages the files so often, each time afresh. */
  Found damage(int tries) throws IOException {
    int right = 0;
    int refused = 0;
    var wrongs = new ArrayList<String>();
    for (int i = 0; i < tries; i++) {
      String what = damageOnce(i);
      byte[] before = Files.readAllBytes(data);
      try (var store = open()) {
        RunHead found = store.find(run).orElseThrow();
        if (TrialText.isRight(run, store.read(run))
            && store.read(run).size() == ENTRIES
            && isRight(found)
            && isRight(store.list().getFirst())) {
          right++;
        } else {
          wrongs.add(what + ": read as " + found);
        }
      } catch (JournalFailedException e) {
        refused++;
        if (!String.valueOf(e.getMessage()).contains(data.toString())) {
          wrongs.add(what + ": " + e.getMessage());
        }
      } catch (IllegalArgumentException
          | IllegalStateException
          | NoSuchElementException
          | UnknownRunException
          | StackOverflowError e) {
        wrongs.add(what + ": " + e);
      }
      if (!Arrays.equals(before, Files.readAllBytes(data))) {
        wrongs.add(what + ": was changed by reading");
      }
    }
    return new Found(right, refused, wrongs);
  }

  /** Who holds the file is not in the file. */
  private boolean isRight(RunHead found) {
    return found.id().equals(head.id())
        && found.key().equals(head.key())
        && found.spec().equals(head.spec())
        && found.status() == head.status()
        && found.position().equals(head.position());
  }

  private String damageOnce(int number) throws IOException {
    byte[] dataNow = wholeData.clone();
    byte[] ownerNow = wholeOwner.clone();
    String what;
    switch (number % 10) {
      case 0 -> {
        int length = random.nextInt(dataNow.length);
        dataNow = Arrays.copyOf(dataNow, length);
        what = "data cut to " + length;
      }
      case 1 -> {
        int length = random.nextInt(ownerNow.length);
        ownerNow = Arrays.copyOf(ownerNow, length);
        what = "owner cut to " + length;
      }
      case 2 -> what = "owner " + flip(ownerNow, 1);
      case 3 -> what = "data, a hundred bits, last " + flip(dataNow, 100);
      default -> what = "data " + flip(dataNow, 1);
    }
    Files.write(data, dataNow);
    Files.write(owner, ownerNow);
    return what;
  }

  private String flip(byte[] bytes, int times) {
    int at = 0;
    int bit = 0;
    for (int i = 0; i < times; i++) {
      at = random.nextInt(bytes.length);
      bit = random.nextInt(8);
      bytes[at] ^= (byte) (1 << bit);
    }
    return "bit %d of byte %d".formatted(bit, at);
  }
}
