package dev.bivouac.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * The three standard streams.
 *
 * @param in standard input
 * @param out standard output: what was asked for, and nothing else
 * @param err standard error: what people read
 * @param terminals those of them that are a terminal
 */
record Streams(InputStream in, PrintStream out, PrintStream err, Set<Standard> terminals) {
  /**
   * The launcher tells which streams are terminals ({@code 0}, {@code 1}, {@code 2}), since the
   * shell knows it for nothing and Java only through a library.
   */
  private static final String TERMINALS = "bivouac.terminals";

  /** One of the standard streams. */
  enum Standard {
    IN("0"),
    OUT("1"),
    ERR("2");

    private final String number;

    Standard(String number) {
      this.number = number;
    }
  }

  Streams {
    terminals = Set.copyOf(terminals);
  }

  static Streams ofThisProcess() {
    return new Streams(
        System.in,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        parse(System.getProperty(TERMINALS, "")));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static Set<Standard> parse(String numbers) {
    var terminals = EnumSet.noneOf(Standard.class);
    for (Standard stream : Standard.values()) {
      if (numbers.contains(stream.number)) {
        terminals.add(stream);
      }
    }
    return terminals;
  }
}
