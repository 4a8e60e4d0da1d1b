package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Takes the first file of an older store, as for writing, and brings it up to date.
 *
 * <p>Arguments: folder, and at which file operation of the upgrade to stand still.
 */
final class UpgradeMain {
  private UpgradeMain() {}

  public static void main(String[] args) throws IOException {
    int operation = Integer.parseInt(args[1]);
    ParkingFiles.register();
    var file = new StoreFile(Path.of(args[0]), 1, "parking:");
    FileOwner owner = FileOwner.take(file, Instant.EPOCH).orElseThrow();
    ParkingFiles.parkAt(operation);
    Schema.migrate(file);
    Parking.say("upgraded after " + (operation - ParkingFiles.untilParking()));
    owner.close();
  }
}
