package dev.bivouac.kimi;

/** A catalogue of providers that cannot be used. The message names the file and the entry. */
public final class CatalogueException extends RuntimeException {
  CatalogueException(String place, String problem) {
    super("%s: %s".formatted(place, problem));
  }
}
