package dev.bivouac.cli;

import picocli.CommandLine.Option;

/** How the program speaks. */
class OutputOptions {
  @Option(names = "--json", description = "Print one JSON document on stdout at the end.")
  boolean json;

  @Option(names = "--quiet", description = "No progress lines.")
  boolean quiet;

  @Option(
      names = "--debug",
      description = "Show stack traces; log the model's wire, keys taken out.")
  boolean debug;
}
