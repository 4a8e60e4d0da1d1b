package dev.bivouac.cli.doctor;

/** A number with what it counts. */
final class Counted {
  private Counted() {}

  static String of(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
