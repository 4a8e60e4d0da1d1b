package dev.bivouac.persistence;

import java.util.concurrent.locks.LockSupport;

/** Where a thread of a child process stands still, so that its parent can kill it just there. */
final class Parking {
  private Parking() {}

  static void forEver(String place) {
    say("parked " + place);
    while (true) {
      LockSupport.park(Parking.class);
    }
  }

  /** A line for the parent. */
  static void say(String line) {
    synchronized (Parking.class) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
