package dev.bivouac.workflows.dailynews;

/**
 * A sentence or a bullet of the report.
 *
 * @param text with its citations
 * @param end behind it, where marks are put
 */
record Statement(String text, int end) {}
