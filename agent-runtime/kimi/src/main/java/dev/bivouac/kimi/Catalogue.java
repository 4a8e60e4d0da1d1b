package dev.bivouac.kimi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The providers that are known by name: those that come with the program, and a user's own.
 *
 * <p>A key belongs to an address. An entry of the user's that has an address of its own takes over
 * how a known provider is spoken to, and nothing that belongs to an account there: neither its key
 * nor its prices nor its limits. It is sent a key only if it names a variable that no other address
 * has.
 */
public final class Catalogue {
  private static final Catalogue BUNDLED = new Catalogue(CatalogueReader.bundled());

  private final List<Provider> providers;

  private Catalogue(List<Provider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** What comes with the program. */
  public static Catalogue bundled() {
    return BUNDLED;
  }

  /**
   * What comes with the program, changed and added to by a file of the same shape.
   *
   * @throws CatalogueException if the file cannot be used; the message names it and the entry
   */
  public static Catalogue with(Path file) {
    return new Catalogue(CatalogueReader.own(file));
  }

  /** All of them, in the order to show them in. */
  public List<Provider> all() {
    return providers;
  }

  /** Their names, in the order to show them in. */
  public List<String> names() {
    return providers.stream().map(Provider::name).toList();
  }

  /** All variables that hold a key, each once. */
  public List<String> keyVariables() {
    return providers.stream()
        .flatMap(provider -> provider.keyVariable().stream())
        .distinct()
        .toList();
  }

  /** The provider of that name, if there is one. */
  public Optional<Provider> named(String name) {
    return providers.stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  /**
   * The provider of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public Provider find(String name) {
    return named(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Provider '%s' is not known. Use one of %s."
                    .formatted(name, names().stream().collect(Collectors.joining(", ")))));
  }
}
