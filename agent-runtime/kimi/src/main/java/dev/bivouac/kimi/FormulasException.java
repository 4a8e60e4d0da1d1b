package dev.bivouac.kimi;

/** Formulas cannot be offered to a model; the message says why and what to do, without any key. */
public final class FormulasException extends RuntimeException {
  FormulasException(String message) {
    super(message);
  }
}
