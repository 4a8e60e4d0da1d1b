package dev.bivouac.workflow;

import java.util.regex.Pattern;

/**
 * Something that can be said about a run of a workflow.
 *
 * @param name lower-case, as a flag without its hyphens
 * @param description for the help text
 * @param byDefault the value if nothing is said; may be empty
 */
public record Parameter(String name, String description, String byDefault) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,30}");

  public Parameter {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "parameter name must be 2 to 31 lower-case letters, digits or hyphens, was '%s'"
              .formatted(name));
    }
  }
}
