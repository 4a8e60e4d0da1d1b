package dev.bivouac.persistence;

import dev.bivouac.journal.Lease;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes a run of an older store, which brings its file up to date, and says at each call to the
 * disk where it is.
 *
 * <p>Arguments: a folder with the folder {@code store}, the run, and at which call to stand still,
 * which is half done if it is one to write.
 */
final class UpgradeMain {
  private UpgradeMain() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    long last = Long.parseLong(args[2]);
    PowerFiles.register();
    PowerDisk disk = PowerDisk.over(root, true);
    var options = new StoreOptions("power:", 1L << 28);
    try (var store =
        H2Store.open(PowerPaths.wrap(root.resolve("store")), Clock.systemUTC(), options)) {
      // What is read before is not part of it.
      int runs = store.list().size();
      disk.tell(call -> tell(call, last), last);
      Lease lease = store.takeOver(new RunId(args[1]));
      disk.tell(call -> {}, Long.MAX_VALUE);
      Parking.say("done %d %d".formatted(runs, lease.epoch()));
    }
  }

  private static void tell(long call, long last) {
    Optional<UpgradePlace> place = UpgradePlace.here();
    String said = place.map(Enum::name).orElse("-");
    if (call == last) {
      Parking.forEver(said);
    }
    Parking.say("call " + said);
  }
}
