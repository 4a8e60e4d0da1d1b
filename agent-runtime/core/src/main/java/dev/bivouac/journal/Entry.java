package dev.bivouac.journal;

import java.time.Instant;

/**
 * A numbered line of a journal.
 *
 * @param number from 1, without gaps
 * @param epoch which taking-over of the run wrote it, from 1
 * @param at when it was written, by the writer's clock
 * @param event what it says
 */
public record Entry(int number, int epoch, Instant at, JournalEvent event) {}
