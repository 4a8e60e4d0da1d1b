package dev.bivouac.journal;

import dev.bivouac.run.RunId;

/**
 * The right to write one run. Void as soon as somebody else takes the run over.
 *
 * @param run whose journal
 * @param epoch from 1; each taking-over raises it
 */
public record Lease(RunId run, int epoch) {}
